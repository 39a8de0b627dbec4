using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using NodaTime;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>
/// The way to a human: what it is about, who will read it, when an answer is likely, and only after a clear word a card for the
/// moderation. Somebody who has not joined agrees by sending to exactly this, and is forgotten after it.
/// </summary>
internal static class Human
{
    /// <summary>Name of the form.</summary>
    public const string Form = "human";

    /// <summary>Timer that forgets who only wanted to talk to a human.</summary>
    public const string ForgetTimer = "n-contact";

    private static readonly Duration ForgetAfter = Duration.FromDays(30);

    /// <summary>Declares command, form and timer.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(
                new CommandSpec(
                    "mensch",
                    Who.Everyone,
                    Where.Private,
                    call => Start(call, registry),
                    ["human", "moderation"]
                )
            )
            .Add(
                new FormSpec(
                    Form,
                    [
                        new TextQuestion("about", Min: 3, Max: 500),
                        new QuartierQuestion("quartier") { If = draft => draft.Subject is null },
                    ],
                    (call, draft) => Send(call, registry, draft)
                )
                {
                    Opening = (_, _) => ["human.opening"],
                    Preview = (call, draft) => Preview(call, registry, draft),
                }
            )
            .AddTimer(ForgetTimer, (call, due) => Forget(call, registry, due.Subject));
        registry.OnHuman = call => Start(call, registry);
    }

    /// <summary>Asks what it is about.</summary>
    public static void Start(Call call, Registry registry)
    {
        if (call.Where != Where.Private)
            call.Say(Text.Of("call.only-private", ("command", "mensch")));
        else if (Forms.Current(call, registry) is { Form.Name: Form })
            Forms.Again(call, registry);
        else if (QuartierFinder.Any(call))
            Forms.Start(call, registry.Form(Form)!, subject: (call.Quartier ?? QuartierFinder.Only(call))?.Id);
        else
            call.Say(Contact(registry.About, "human.nobody"));
    }

    private static IReadOnlyList<Text> Preview(Call call, Registry registry, Draft draft)
    {
        var quartier = QuartierOf(call, draft)?.Name ?? "";
        List<Text> lines =
        [
            Text.Quote(draft["about"] ?? ""),
            Text.Of("human.who", ("quartier", quartier), ("name", NameOf(call))),
            Text.Of("human.when", ("hours", registry.About.AnswerHours)),
        ];
        lines.AddRange(Hours(registry.About));
        if (call.Person?.Consent is null)
            lines.Add("human.consent");
        return lines;
    }

    private static void Send(Call call, Registry registry, Draft draft)
    {
        if (QuartierOf(call, draft) is not { } quartier)
        {
            call.Say(Contact(registry.About, "human.nobody"));
            return;
        }
        var person = call.Person ?? Guest(call, registry);
        var card = TriageDesk.Open(call, CardAbout.Human, person.Id, person, quartier);
        TriageDesk.PersonSays(call, card, draft["about"]!);
        call.Say(
            Contact(
                registry.About,
                Text.Of("human.sent", ("quartier", quartier.Name), ("hours", registry.About.AnswerHours))
            )
        );
    }

    /// <summary>Somebody who has not joined: known only for this answer.</summary>
    private static Person Guest(Call call, Registry registry)
    {
        var guest = call.Become(
            new Person
            {
                Id = call.Ids.Long(),
                FirstName = NameOf(call),
                Language = call.Language,
                ContactConsent = call.Now,
            }
        );
        call.Put(AccountLink.Kind, new AccountLink { Id = call.Inbound.Sender!.Account.Key, Person = guest.Id });
        Presence.Seen(call, registry);
        call.Remind(ForgetTimer, guest.Id, call.Now + ForgetAfter);
        return call.Person!;
    }

    private static void Forget(Call call, Registry registry, string id)
    {
        if (call.Find(Person.Kind, id) is { Consent: null, Roles.Count: 0 } guest)
            Erasure.Run(call, registry, guest);
    }

    private static string NameOf(Call call) =>
        call.Person?.FirstName
        ?? NameQuestion.Proposed(call)
        ?? Texts.Catalog.BuiltIn.Words("human.no-name", call.Language);

    private static Quartier? QuartierOf(Call call, Draft draft) =>
        call.Find(Quartier.Kind, draft.Subject ?? draft["quartier"] ?? "");

    /// <summary>A line, behind it the operator's hours and contact, where there are some.</summary>
    private static Text[] Contact(About about, Text line) =>
        about.Contact.Length == 0
            ? [line, .. Hours(about)]
            : [line, .. Hours(about), Text.Of("human.contact", ("contact", about.Contact))];

    private static Text[] Hours(About about) =>
        about.OfficeHours.Length == 0 ? [] : [Text.Of("human.hours", ("hours", about.OfficeHours))];
}
