namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>Somebody in one place of a messenger: what they can do and see there, whichever messenger it is.</summary>
internal interface ISeat
{
    string Name { get; }

    /// <summary>What the bot has written here, oldest first, edits applied.</summary>
    IEnumerable<string> Heard { get; }

    void Types(string text);

    /// <summary>Types a command the way this messenger writes it.</summary>
    /// <param name="command">The command without its sign.</param>
    void Runs(string command);

    /// <summary>Answers the newest message of the bot with this part.</summary>
    Task Answers(string part, string text);

    /// <summary>Presses what stands under the newest message with this label.</summary>
    Task Presses(string label);

    /// <summary>Takes a choice of a question in whatever way is quickest here.</summary>
    void Chooses(string label);

    /// <summary>Waits until the bot has written or edited something with this part since the last action here; its words.</summary>
    Task<string> Awaits(string part);
}
