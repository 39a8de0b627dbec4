using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.HelpRequests;

/// <summary>Documents in memory under pure decisions: what a call decided becomes true at once.</summary>
internal sealed class Village : IView
{
    private readonly Dictionary<(Kind, string), IDocument> _documents = [];
    private int _calls;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 25, 8, 0);

    public T? Find<T>(Kind<T> kind, string id)
        where T : class, IDocument => (T?)_documents.GetValueOrDefault((kind, id));

    public IReadOnlyList<T> Query<T>(Kind<T> kind, string index, string from, string below, int limit)
        where T : class, IDocument
    {
        var at = kind.IndexNames.ToList().IndexOf(index);
        return
        [
            .. _documents
                .Where(d => d.Key.Item1 == kind)
                .Select(d => (Document: (T)d.Value, Value: kind.IndexValues(d.Value)[at]))
                .Where(d => d.Value is not null)
                .Where(d => string.CompareOrdinal(d.Value, from) >= 0 && string.CompareOrdinal(d.Value, below) < 0)
                .OrderBy(d => d.Value, StringComparer.Ordinal)
                .Take(limit)
                .Select(d => d.Document),
        ];
    }

    public void Put<T>(Kind<T> kind, T document)
        where T : class, IDocument => _documents[(kind, document.Id)] = document;

    /// <summary>A call of an account, or of the clock.</summary>
    public Call Call(string? account = null) =>
        new(
            new Inbound(
                $"{++_calls}",
                new Place("test", account ?? "clock", null, PlaceKind.Private),
                account is null ? null : new Sender(new("test", account), account),
                new Content.Words("")
            ),
            this,
            Now,
            new Ids(BitConverter.GetBytes((long)_calls).Concat(new byte[24]).ToArray(), Now),
            _ => new Capabilities(false, true, 4096, new Pace(1, 5, 20, 30))
        );

    /// <summary>A call of something that came in.</summary>
    public Call Call(Inbound inbound) =>
        new(
            inbound,
            this,
            Now,
            new Ids(BitConverter.GetBytes((long)++_calls).Concat(new byte[24]).ToArray(), Now),
            messenger =>
                new(false, true, 4096, new Pace(1, 5, 20, 30)) { Carries = new() { Pictures = messenger != "teams" } }
        );

    /// <summary>Makes what was decided true.</summary>
    public void Commit(Call call)
    {
        foreach (var ((kind, id), document) in call.Decision.Documents)
            if (document is null)
                _documents.Remove((kind, id));
            else
                _documents[(kind, id)] = document;
    }
}
