using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using NodaTime;

namespace Nachbarschaftsbot.Core.Dialogues;

/// <summary>
/// One inbound being decided: what came in, who and where that is, what the store knows, and the decision so far. What was decided
/// already in this call is what <see cref="Find{T}"/> gives back.
/// </summary>
public sealed partial class Call
{
    private readonly IView _view;
    private readonly Func<string, Capabilities> _capabilities;

    /// <summary>Opens a call: finds person, Quartier, channel and conversation of an inbound.</summary>
    public Call(Inbound inbound, IView view, Instant now, Ids ids, Func<string, Capabilities> capabilities)
    {
        (Inbound, _view, Now, Ids, _capabilities) = (inbound, view, now, ids, capabilities);
        var link = inbound.Sender is { IsAnonymous: false } sender
            ? view.Find(AccountLink.Kind, sender.Account.Key)
            : null;
        Person = link is null ? null : view.Find(Person.Kind, link.Person);
        Known = Person;
        Channel = inbound.Place.Kind == PlaceKind.Private ? null : view.Find(Channel.Kind, inbound.Place.Key);
        var quartier = Channel?.Quartier ?? Person?.Quartier;
        Quartier = quartier is null ? null : view.Find(Quartier.Kind, quartier);
        Conversation =
            inbound.Sender is null ? new() { Id = "" }
            : view.Find(Conversation.Kind, ConversationId) is { } known ? known
            : new() { Id = ConversationId };
    }

    /// <summary>What came in.</summary>
    public Inbound Inbound { get; }

    /// <summary>Now.</summary>
    public Instant Now { get; }

    /// <summary>New ids.</summary>
    public Ids Ids { get; }

    /// <summary>What becomes true and is said.</summary>
    public Decision Decision { get; } = new();

    /// <summary>The person behind the account, or null at first contact.</summary>
    public Person? Person { get; private set; }

    /// <summary>The person as they were when it came in, or null.</summary>
    public Person? Known { get; }

    /// <summary>The Quartier of the channel or, alone with the bot, of the person.</summary>
    public Quartier? Quartier { get; private set; }

    /// <summary>The binding of the place, in groups and on pages.</summary>
    public Channel? Channel { get; }

    /// <summary>What this person has going on here.</summary>
    public Conversation Conversation { get; private set; }

    /// <summary>What stands behind a command or in a button: <c>/start CODE</c>.</summary>
    public string Argument { get; set; } = "";

    /// <summary>The language of the answer.</summary>
    public string Language =>
        Inbound.Place.Kind == PlaceKind.Private
            ? Person?.Language ?? Conversation.Language ?? Catalog.Resolve(Inbound.Sender?.Language)
            : Channel?.Language ?? Catalog.Fallback;

    /// <summary>Whether the place shows forms at once.</summary>
    public bool WholeForms => _capabilities(Inbound.Place.Messenger).WholeForms;

    /// <summary>Whether a form's message is taken back here when the form goes on: nothing with its answers or buttons stays behind.</summary>
    public bool TakesFormsBack(Draft draft) =>
        (WholeForms || draft.Confidential) && !_capabilities(Inbound.Place.Messenger).EndsForms;

    /// <summary>Whether replies here count for the first message of their thread.</summary>
    public bool FlatThreads => _capabilities(Inbound.Place.Messenger).FlatThreads;

    /// <summary>Whether a message at a place can show its buttons to some only.</summary>
    public bool HasViews(Place place) => _capabilities(place.Messenger).Views;

    /// <summary>Whether confidential things may be said and asked here.</summary>
    public bool MayBeConfidential => TakesConfidential(Inbound.Place);

    /// <summary>What the messenger of a place can do in linked rooms.</summary>
    public Carries CarriesAt(Place place) => _capabilities(place.Messenger).Carries;

    /// <summary>Whether confidential things may be said at a place.</summary>
    public bool TakesConfidential(Place place) => _capabilities(place.Messenger).Confidential;

    /// <summary>The time zone of the Quartier.</summary>
    public DateTimeZone Zone => ZoneOf(Quartier);

    /// <summary>Now on the Quartier's clocks.</summary>
    public LocalDateTime LocalNow => Now.InZone(Zone).LocalDateTime;

    /// <summary>
    /// What the person may do here, by roles. Where no Quartier is bound, an operator of any Quartier counts as operator; what
    /// is about a Quartier is checked against that one.
    /// </summary>
    public Who Standing =>
        StandingOf(Person, Quartier?.Id)
        | (Channel is null && Person?.Roles.Any(r => r.Role == Role.Operator) == true ? Who.Operator : Who.Nobody);

    /// <summary>What kind of place this is for rules.</summary>
    public Where Where =>
        Inbound.Place.Kind == PlaceKind.Private ? Where.Private
        : Channel is null ? Where.UnboundGroup
        : Channel.Purpose switch
        {
            ChannelPurpose.Moderation => Where.Moderation,
            ChannelPurpose.Working => Where.Working,
            _ => Where.Neighbourhood,
        };

    private string ConversationId =>
        Inbound.Place.Kind == PlaceKind.Private
            ? Inbound.Place.Key
            : $"{Inbound.Place.Key}|{Inbound.Sender!.Account.Key}";

    /// <summary>What a person may do in a Quartier, by roles.</summary>
    public static Who StandingOf(Person? person, string? quartier)
    {
        if (person is null)
            return Who.Stranger;
        var who = person.IsMember ? Who.Resident : Who.Stranger;
        if (person.Is(Role.Professional, quartier))
            who |= Who.Professional;
        if (person.Is(Role.NetworkManager, quartier))
            who |= Who.NetworkManager;
        if (person.Is(Role.Moderator, quartier))
            who |= Who.Moderator;
        if (person.Is(Role.Operator, quartier))
            who |= Who.Operator;
        return who;
    }

    /// <summary>The time zone of a Quartier, Europe/Berlin where it has none or an unknown one.</summary>
    public static DateTimeZone ZoneOf(Quartier? quartier) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(quartier?.Zone ?? "Europe/Berlin")
        ?? DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>A document as it stands in this call, or null.</summary>
    public T? Find<T>(Kind<T> kind, string id)
        where T : class, IDocument => Decision.TryGet(kind, id, out var decided) ? decided : _view.Find(kind, id);

    /// <summary>Whether a document is written here for the first time: before this call it was not there.</summary>
    public bool IsNew<T>(Kind<T> kind, string id)
        where T : class, IDocument =>
        Decision.TryGet(kind, id, out var decided) && decided is not null && _view.Find(kind, id) is null;

    /// <summary>Documents in the order of an index, as the store has them, with this call's changes put in their place.</summary>
    public IReadOnlyList<T> Query<T>(Kind<T> kind, string index, string from, string below, int limit = 100)
        where T : class, IDocument
    {
        var found = _view.Query(kind, index, from, below, limit);
        return Decision.Documents.Count == 0
            ? found
            : [.. found.Select(d => Decision.TryGet(kind, d.Id, out var own) ? own : d).OfType<T>()];
    }

    /// <summary>All documents whose index value begins with these parts.</summary>
    public IReadOnlyList<T> QueryBelow<T>(Kind<T> kind, string index, int limit, params ReadOnlySpan<string> parts)
        where T : class, IDocument => Query(kind, index, IndexValue.Below(parts), IndexValue.After(parts), limit);

    /// <summary>Writes a document with the commit.</summary>
    public T Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        if (document is Conversation conversation)
            TakeBackForms(Find(Conversation.Kind, document.Id), conversation);
        Decision.Put(kind, document);
        if (document is Person person && person.Id == Person?.Id)
            Person = person;
        return document;
    }

    /// <summary>Deletes a document with the commit; the key it is sealed with goes too.</summary>
    public void Delete<T>(Kind<T> kind, string id)
        where T : class, IDocument
    {
        if (kind.CanBeSealed && Find(kind, id) is { } gone)
        {
            if (kind.SealOf(gone) is { } key)
                Decision.DestroyKeys.Add(key);
            TakeBackForms(gone as Conversation, null);
        }
        Decision.Delete(kind, id);
    }

    /// <summary>Makes a new person the one behind this call.</summary>
    public Person Become(Person person)
    {
        Person = person;
        Put(Person.Kind, person);
        if (person.Quartier is not null && Channel is null)
            Quartier = Find(Quartier.Kind, person.Quartier);
        return person;
    }

    /// <summary>Lets go of the person, who was deleted: from here on the call is that of a stranger.</summary>
    public void LetGo()
    {
        Conversation = new() { Id = Conversation.Id, Language = Language };
        Person = null;
        Quartier = null;
    }

    /// <summary>Sets or moves a timer. The last word of a call about a timer counts.</summary>
    public void Remind(string kind, string subject, Instant due)
    {
        Decision.Timers.RemoveAll(t => t.Kind == kind && t.Subject == subject);
        Decision.Timers.Add(new(kind, subject, due));
    }

    /// <summary>Cancels a timer, one set in this call included.</summary>
    public void Unremind(string kind, string subject)
    {
        Decision.Timers.RemoveAll(t => t.Kind == kind && t.Subject == subject);
        Decision.CancelTimers.Add(TimerSet.Key(kind, subject));
    }
}
