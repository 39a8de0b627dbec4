using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>What people must be told about their data, in layers, and who stands behind the bot.</summary>
internal static class Privacy
{
    private static readonly Quartier Unknown = new()
    {
        Id = "",
        Name = "",
        JoinCode = "",
    };

    /// <summary>Declares the commands.</summary>
    public static void Register(Registry registry)
    {
        registry
            .Add(new CommandSpec("datenschutz", Who.Everyone, Where.Private, call => Show(call, registry), ["privacy"]))
            .Add(
                new CommandSpec("impressum", Who.Everyone, Where.Anywhere, call => Imprint(call, registry), ["imprint"])
            )
            .Add(NeighboursFeature.Button("n-privacy", Who.Everyone, (call, _) => Show(call, registry)));
    }

    private static void Show(Call call, Registry registry)
    {
        var about = registry.About;
        var messenger = $"privacy.messenger.{call.Inbound.Place.Messenger}";
        var message = Message.Of(
            Text.Title("privacy.title"),
            Text.Of("privacy.responsible", ("operator", about.Operator)),
            about.Contact.Length > 0 ? Text.Of("privacy.contact", ("contact", about.Contact)) : "privacy.no-contact",
            "privacy.purpose",
            "privacy.stored",
            "privacy.who",
            "privacy.further",
            "privacy.how-long",
            Text.Of("privacy.rounds", ("months", (call.Quartier ?? Unknown).KeepRoundsMonths)),
            Catalog.BuiltIn.Has(messenger) ? messenger : "privacy.messenger.other",
            "privacy.rights",
            about.ComplaintOffice.Length > 0
                ? Text.Of("privacy.complaint", ("office", about.ComplaintOffice))
                : "privacy.complaint-land"
        );
        if (about.PrivacyLink is { } link)
            message = message.Row(new Button("privacy.link", link, IsLink: true));
        call.Say(message);
        Again(call);
    }

    private static void Imprint(Call call, Registry registry)
    {
        var about = registry.About;
        call.Say(
            Text.Title("imprint.title"),
            Text.Of("imprint.operator", ("operator", about.Operator)),
            about.Imprint.Length > 0 ? Text.Plain(about.Imprint) : "imprint.missing",
            about.Contact.Length > 0 ? Text.Of("privacy.contact", ("contact", about.Contact)) : "privacy.no-contact"
        );
    }

    /// <summary>Who has not agreed yet still has the question before them.</summary>
    private static void Again(Call call)
    {
        if (call.Person is null && call.Conversation.Carried is not null && call.Conversation.Draft is null)
            call.Say(Message.Of("join.ask-again").Row(Press.Button("n-yes"), Press.Button("n-no")));
    }
}
