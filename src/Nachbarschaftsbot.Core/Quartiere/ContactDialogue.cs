using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary><c>/kontakte</c>: the named contacts to whom moderators refer people.</summary>
internal static class ContactDialogue
{
    /// <summary>Stands before the Quartier's id in the form's subject for a new contact.</summary>
    private const char NewMark = '+';

    /// <summary>The form for a new or changed contact.</summary>
    public static readonly FormSpec Form = new(
        "anlaufstelle",
        [new TextQuestion("name", 2, 60), new TextQuestion("purpose", 3, 120), new TextQuestion("reach", 3, 200)],
        Complete
    )
    {
        Preview = (_, draft) => Lines(draft["name"] ?? "", draft["purpose"] ?? "", draft["reach"] ?? ""),
        StillPossible = (call, draft) => QuartierOf(call, draft.Subject ?? "") is not null || Gone(call),
    };

    /// <summary>The command.</summary>
    public static void Command(Call call)
    {
        var operated = QuartierDialogue.Operated(call);
        if (operated is [var only])
        {
            Show(call, only.Id);
            return;
        }
        var message = Message.Of(operated.Count == 0 ? "quartier.none" : "quartier.which");
        foreach (var quartier in operated)
            message = message.Row(Press.Button(Text.Plain(quartier.Name), "q-contacts", quartier.Id));
        call.Say(message);
    }

    /// <summary>Shows the contacts of a Quartier.</summary>
    public static void Show(Call call, string quartier)
    {
        if (!Roles.IsOperator(call, quartier))
        {
            call.NotThere();
            return;
        }
        var contacts = Contact.Of(call, quartier);
        var message = Message.Of(contacts.Count == 0 ? "contacts.none" : "contacts.list");
        foreach (var contact in contacts)
            message = message.Row(Press.Button(Text.Plain(contact.Name), "q-contact", contact.Id));
        call.Say(message.Row(Press.Button("q-addc", quartier)));
    }

    /// <summary>Shows one contact.</summary>
    public static void One(Call call, Contact contact) =>
        call.Say(
            Message
                .Of([.. Lines(contact.Name, contact.Purpose, contact.Reach)])
                .Row(Press.Button("q-editc", contact.Id), Press.Button("q-delc", contact.Id))
                .Row(Press.Labelled("contacts.back", "q-contacts", contact.Quartier))
        );

    /// <summary>Opens the form for a new contact.</summary>
    public static void Add(Call call, string quartier) => Forms.Start(call, Form, subject: NewMark + quartier);

    /// <summary>Opens the form with what is known, to change it.</summary>
    public static void Edit(Call call, Contact contact) =>
        Forms.Start(
            call,
            Form,
            new Dictionary<string, string>
            {
                ["name"] = contact.Name,
                ["purpose"] = contact.Purpose,
                ["reach"] = contact.Reach,
            },
            contact.Id
        );

    /// <summary>Removes a contact, after asking.</summary>
    public static void Remove(Call call, Contact contact)
    {
        if (call.Argument == "yes")
        {
            call.Delete(Contact.Kind, contact.Id);
            call.Say(
                Message
                    .Of(Text.Of("contacts.removed", ("name", contact.Name)))
                    .Row(Press.Labelled("contacts.back", "q-contacts", contact.Quartier))
            );
        }
        else
            call.Say(
                Message
                    .Of(Text.Of("contacts.sure", ("name", contact.Name)))
                    .Row(Press.Labelled("contacts.sure.yes", "q-delc", contact.Id, "yes"))
                    .Row(Press.Labelled("contacts.sure.no", "q-contact", contact.Id))
            );
    }

    private static void Complete(Call call, Draft draft)
    {
        var subject = draft.Subject ?? "";
        if (QuartierOf(call, subject) is not { } quartier)
            return;
        call.Put(
            Contact.Kind,
            new Contact
            {
                Id = subject[0] == NewMark ? call.Ids.Short() : subject,
                Quartier = quartier,
                Name = draft["name"] ?? "",
                Purpose = draft["purpose"] ?? "",
                Reach = draft["reach"] ?? "",
            }
        );
        call.Say(
            Message
                .Of(Text.Of("contacts.saved", ("name", draft["name"] ?? "")))
                .Row(Press.Labelled("contacts.back", "q-contacts", quartier))
        );
    }

    private static string? QuartierOf(Call call, string subject)
    {
        var quartier = subject.StartsWith(NewMark) ? subject[1..] : call.Find(Contact.Kind, subject)?.Quartier;
        return quartier is not null && Roles.IsOperator(call, quartier) ? quartier : null;
    }

    private static bool Gone(Call call)
    {
        call.NotThere();
        return false;
    }

    private static Text[] Lines(string name, string purpose, string reach) =>
        [
            Text.Title("contacts.name", ("name", name)),
            Text.Of("contacts.purpose", ("purpose", purpose)),
            Text.Of("contacts.reach", ("reach", reach)),
        ];
}
