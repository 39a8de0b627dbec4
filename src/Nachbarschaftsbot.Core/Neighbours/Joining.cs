using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Emergency;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Core.Understanding;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>
/// From the first word to being a member: who speaks here, consent, first name, Quartier. Until the consent nothing is kept but
/// what the person came with, and that for a week at most; it is taken up after joining.
/// </summary>
internal static class Joining
{
    /// <summary>Name of the form.</summary>
    public const string Form = "join";

    /// <summary>Timer that forgets somebody who never answered.</summary>
    public const string ForgetTimer = "n-forget";

    /// <summary>Stands for "joins no Quartier yet" in the subject of the form.</summary>
    private const string NoQuartier = "-";

    private const string Agreed = "agreed";
    private const int MaxCarried = 1000;
    private static readonly Duration ForgetAfter = Duration.FromDays(7);

    /// <summary>Declares buttons, form and timer.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(new CommandSpec("start", Who.Everyone, Where.Private, call => Start(call, registry)))
            .Add(NeighboursFeature.Button("n-yes", Who.Everyone, (call, _) => Yes(call, registry)))
            .Add(NeighboursFeature.Button("n-no", Who.Everyone, (call, _) => No(call)))
            .Add(NeighboursFeature.Button("n-lang", Who.Everyone, (call, language) => Speak(call, registry, language)))
            .Add(NeighboursFeature.Button("n-move", Who.Resident, (call, quartier) => Moving.To(call, quartier)))
            .Add(new FormSpec(Form, Questions, (call, draft) => Complete(call, registry, draft)) { StaysHere = true })
            .AddTimer(ForgetTimer, (call, due) => call.Delete(Conversation.Kind, due.Subject));
        registry.OnStranger = call => Stranger(call, registry);
        registry.OnMenu += call => Back(call);
    }

    private static IReadOnlyList<Question> Questions { get; } =
    [new NameQuestion("name"), new QuartierQuestion("quartier") { ToJoin = true, If = draft => draft.Subject is null }];

    /// <summary><c>/start</c>, with or without a payload.</summary>
    private static void Start(Call call, Registry registry)
    {
        var payload = call.Argument;
        if (!call.Standing.HasFlag(Who.Resident) && !WorksAlready(call, registry, payload))
            Stranger(call, registry);
        else if (payload.Length == 0)
            Menu.Show(call);
        else if (registry.Start(payload) is var (link, rest))
            link.Handle(call, rest);
        else if (QuartierFinder.ByCode(call, payload) is { } quartier)
            Moving.Ask(call, quartier);
        else
            Menu.Show(call, "join.link-unknown");
    }

    /// <summary>What somebody begins whom the bot does not know is forgotten after a while.</summary>
    public static void RemindToForget(Call call)
    {
        if (call.Person is null)
            call.Remind(ForgetTimer, call.Conversation.Id, call.Now + ForgetAfter);
    }

    /// <summary>Whoever agreed can use the operator's code without living in a Quartier.</summary>
    private static bool WorksAlready(Call call, Registry registry, string payload) =>
        registry.Start(payload) is ({ BeforeJoining: true }, _)
        || call.Person?.Consent is { IsCurrent: true } && registry.Start(payload) is ({ WithoutQuartier: true }, _);

    /// <summary>Everything of somebody who has not joined yet.</summary>
    private static void Stranger(Call call, Registry registry)
    {
        if (call.Where != Where.Private)
            return;
        var said = call.Inbound.Content is Content.Words(var text) ? text.Trim() : "";
        if (Forms.Current(call, registry) is not null)
        {
            Carry(call, said);
            Forms.Again(call, registry, "join.finish-first");
        }
        else if (call.Person is { Consent.IsCurrent: true })
            AskOn(call, registry, said);
        else if (call.Conversation.Carried is not null && Answer(said) is { } agrees)
            (agrees ? () => Yes(call, registry) : (Action)(() => No(call)))();
        else if (Plain.Fold(said) is "english" or "in english please" or "deutsch" or "auf deutsch bitte")
            Speak(call, registry, Plain.Fold(said).Contains("english", StringComparison.Ordinal) ? "en" : "de");
        else
            FirstContact(call, registry, said);
    }

    private static bool? Answer(string said) =>
        Plain.Fold(said) switch
        {
            "ja"
            or "ja einverstanden"
            or "einverstanden"
            or "ich bin einverstanden"
            or "yes"
            or "yes i agree"
            or "ok" => true,
            "nein" or "nein ohne weiter" or "no" or "no thank you" or "lieber nicht" => false,
            _ => null,
        };

    private static void FirstContact(Call call, Registry registry, string said, bool again = false)
    {
        var known = call.Conversation.Carried is not null && !again;
        Carry(call, said);
        call.Remind(ForgetTimer, call.Conversation.Id, call.Now + ForgetAfter);
        if (!QuartierFinder.Any(call) && registry.Start(TakingUp.Payload(said)) is null)
            call.Say(Text.Of("join.no-quartier", ("operator", registry.About.Operator)), "join.operator");
        else
            call.Say(WithChoice(call, known ? Message.Of("join.ask-again") : Introduction(call, registry)));
    }

    private static Message Introduction(Call call, Registry registry)
    {
        Text[] purpose = call.Person is { Consent: not null } ? ["join.consent-new"] : ["join.hello"];
        return Message
            .Of(purpose)
            .And(
                Text.Of("join.bot", ("operator", registry.About.Operator)),
                "join.can",
                "join.data",
                "join.emergency",
                "join.consent"
            );
    }

    private static Message WithChoice(Call call, Message message)
    {
        var other = call.Language == Catalog.Fallback ? "en" : Catalog.Fallback;
        return message
            .Row(Press.Button("n-yes"), Press.Button("n-no"))
            .Row(Press.Button("n-privacy"), Press.Labelled($"language.{other}.switch", "n-lang", other))
            .Row(Press.Labelled("join.known-elsewhere", "a-type"));
    }

    private static void Carry(Call call, string said)
    {
        var before = call.Conversation.Carried;
        var isNothing = said.Length == 0 || Answer(said) is not null || EmergencyFirst.IsShown(call);
        var kept = isNothing ? before ?? "" : said;
        call.Set(call.Conversation with { Carried = Beginning.Of(kept, MaxCarried) });
    }

    private static void Yes(Call call, Registry registry)
    {
        if (call.Standing.HasFlag(Who.Resident))
            Menu.Show(call);
        else if (call.Person is { Consent: not null, Quartier: not null } person)
        {
            call.Put(Person.Kind, person with { Consent = new(Consent.CurrentText, call.Now) });
            TakingUp.Begin(call, registry, "join.agreed-again");
        }
        else
            Ask(call, registry);
    }

    private static void No(Call call)
    {
        if (call.Standing.HasFlag(Who.Resident))
            Menu.Show(call, "join.already");
        else if (call.Person is { Consent: not null })
            call.Say("join.no-more");
        else
        {
            Forget(call);
            call.Say("join.refused");
        }
    }

    /// <summary>A form was left: members see the menu, others how to come back.</summary>
    private static void Back(Call call)
    {
        if (call.Standing.HasFlag(Who.Resident))
            Menu.Show(call);
        else
        {
            Forget(call);
            call.Say("join.left");
        }
    }

    private static void Forget(Call call)
    {
        call.Unremind(ForgetTimer, call.Conversation.Id);
        call.Delete(Conversation.Kind, call.Conversation.Id);
    }

    private static void AskOn(Call call, Registry registry, string said)
    {
        Carry(call, said);
        if (QuartierFinder.Any(call))
            Ask(call, registry);
        else
            call.Say(Text.Of("join.no-quartier", ("operator", registry.About.Operator)), "join.operator");
    }

    private static void Ask(Call call, Registry registry)
    {
        var quartier = QuartierToJoin(call, registry);
        if (Residence.Refuses(call, quartier))
            return;
        var answers = new Dictionary<string, string>
        {
            [Agreed] = call.Now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (call.Person is { Consent: not null } person)
            answers["name"] = person.FirstName;
        else if (call.WholeForms && NameQuestion.Proposed(call) is { } name)
            answers["name+"] = name;
        Forms.Start(call, registry.Form(Form)!, answers, quartier);
    }

    /// <summary>The Quartier that the person came for or the only one; null when it has to be asked.</summary>
    private static string? QuartierToJoin(Call call, Registry registry)
    {
        var payload = TakingUp.Payload(call.Conversation.Carried ?? "");
        var start = registry.Start(payload);
        return start?.Link.Quartier?.Invoke(call, start.Value.Behind)
            ?? QuartierFinder.ByCode(call, payload)?.Id
            ?? QuartierFinder.Only(call)?.Id
            ?? (start is { Link.WithoutQuartier: true } ? NoQuartier : null);
    }

    private static void Complete(Call call, Registry registry, Draft draft)
    {
        var quartier = draft.Subject ?? draft["quartier"];
        if (Residence.Refuses(call, quartier))
            return;
        var person = Newcomer(call, draft) with
        {
            FirstName = draft["name"] ?? "",
            Quartier = quartier == NoQuartier ? null : quartier,
        };
        call.Become(person);
        call.Put(AccountLink.Kind, new AccountLink { Id = call.Inbound.Sender!.Account.Key, Person = person.Id });
        call.Unremind(ForgetTimer, call.Conversation.Id);
        Presence.Seen(call, registry);
        var name = call.Find(Quartier.Kind, person.Quartier ?? "")?.Name;
        TakingUp.Begin(
            call,
            registry,
            name is null
                ? Text.Of("join.welcome-alone", ("name", person.FirstName))
                : Text.Of("join.welcome", ("name", person.FirstName), ("quartier", name))
        );
    }

    private static Person Newcomer(Call call, Draft draft) =>
        (
            call.Person
            ?? new Person
            {
                Id = call.Ids.Long(),
                FirstName = "",
                Language = call.Language,
            }
        ) with
        {
            ContactConsent = null,
            Consent = call.Person?.Consent is { IsCurrent: true } given
                ? given
                : new(Consent.CurrentText, AgreedAt(draft) ?? call.Now),
        };

    private static Instant? AgreedAt(Draft draft) =>
        long.TryParse(draft[Agreed], out var at) ? Instant.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Goes on in another language.</summary>
    public static void Speak(Call call, Registry registry, string language)
    {
        var chosen = Catalog.Resolve(language);
        if (call.Person is { } person)
            call.Put(Person.Kind, person with { Language = chosen });
        else
            call.Set(call.Conversation with { Language = chosen });
        if (call.Standing.HasFlag(Who.Resident))
            Menu.Show(call, "language.changed");
        else if (Forms.Current(call, registry) is not null)
            Forms.Again(call, registry);
        else if (call.Conversation.Shelf.Count > 0)
            call.Say("language.changed");
        else
            FirstContact(call, registry, "", again: true);
    }
}
