using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>A timer to set: when due it comes in as <see cref="Content.Due"/>. Setting the same kind and subject again moves it.</summary>
public sealed record TimerSet(string Kind, string Subject, Instant Due)
{
    /// <summary>The key of a timer.</summary>
    public static string Key(string kind, string subject) => $"{kind}/{subject}";
}

/// <summary>What shall become true and be said: data, collected while deciding and committed as one.</summary>
public sealed class Decision
{
    private readonly Dictionary<(Kind, string), IDocument?> _documents = [];

    /// <summary>Documents to write (value) or to delete (null).</summary>
    public IReadOnlyDictionary<(Kind Kind, string Id), IDocument?> Documents => _documents;

    /// <summary>Timers to set, by kind and subject.</summary>
    public List<TimerSet> Timers { get; } = [];

    /// <summary>Keys of timers to cancel.</summary>
    public List<string> CancelTimers { get; } = [];

    /// <summary>Messages to send, in order.</summary>
    public List<Outbound> Messages { get; } = [];

    /// <summary>A short word for who pressed a button, shown in passing where the messenger can; at most 200 characters.</summary>
    public Text? Toast { get; set; }

    /// <summary>Places of which every trace goes (deletion of a person).</summary>
    public List<string> ForgetPlaces { get; } = [];

    /// <summary>Documents whose timers go (deletion of a person); those that this decision sets stay.</summary>
    public List<string> ForgetSubjects { get; } = [];

    /// <summary>Persons who are deleted: what still waits to be sent and carries them is withdrawn, apart from what this decision says.</summary>
    public List<string> ForgetPersons { get; } = [];

    /// <summary>Persons who are one with another from now on: id that goes, id that stays. What waits to be sent and carries the one carries the other.</summary>
    public Dictionary<string, string> RenamePersons { get; } = [];

    /// <summary>
    /// Names of keys that are destroyed with the commit: what was sealed with them can never be read again, in backups neither. The
    /// documents sealed with them are deleted in the same decision.
    /// </summary>
    public List<string> DestroyKeys { get; } = [];

    /// <summary>Messages of ours of which it is forgotten where they stand: place and our own id. They stay as they are.</summary>
    public List<(string Place, string Reference)> ForgetMessages { get; } = [];

    /// <summary>Whether deleted bytes must leave the files at once.</summary>
    public bool Scrub { get; set; }

    /// <summary>Names of things that happened, counted without person (<c>emergency.shown</c>).</summary>
    public List<string> Counted { get; } = [];

    /// <summary>Notes a document to write.</summary>
    public void Put<T>(Kind<T> kind, T document)
        where T : class, IDocument => _documents[(kind, document.Id)] = document;

    /// <summary>Notes a document to delete.</summary>
    public void Delete<T>(Kind<T> kind, string id)
        where T : class, IDocument => _documents[(kind, id)] = null;

    /// <summary>What this decision already says of a document.</summary>
    /// <returns>True when it says something; the document is null when it is to be deleted.</returns>
    public bool TryGet<T>(Kind<T> kind, string id, out T? document)
        where T : class, IDocument
    {
        var known = _documents.TryGetValue((kind, id), out var found);
        document = (T?)found;
        return known;
    }
}
