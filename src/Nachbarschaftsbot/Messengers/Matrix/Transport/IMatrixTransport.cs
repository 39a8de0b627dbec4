namespace Nachbarschaftsbot.Messengers.Matrix.Transport;

/// <summary>How events come from the homeserver: we ask for them, or it calls us. What is done with them is the receiver's affair.</summary>
internal interface IMatrixTransport
{
    /// <summary>What has to be done once the homeserver answers, before anything is taken; tried again until it is true.</summary>
    Task<bool> Start(CancellationToken stop);

    /// <summary>Hands events to the receiver until stopped, or until the homeserver says that going on would be wrong.</summary>
    Task Run(CancellationToken stop);
}
