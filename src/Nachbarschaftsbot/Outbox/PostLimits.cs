namespace Nachbarschaftsbot.Outbox;

/// <summary>What holds for posts of a talk on one messenger.</summary>
/// <param name="AreShared">
/// Whether several may share a message. After a crash others do than before, so that they never may where a messenger knows what it got
/// already by the id of the one that it got.
/// </param>
/// <param name="Longest">Characters of a message that several share.</param>
/// <param name="MostWaiting">Posts that wait for one place; of more, the oldest are let go.</param>
/// <param name="MostPictures">Pictures that wait for one place; of more, the oldest are only named.</param>
/// <param name="Store">Writes down a message that waits and reads differently now.</param>
internal sealed record PostLimits(
    bool AreShared,
    int Longest,
    int MostWaiting,
    int MostPictures,
    Action<Waiting> Store
);
