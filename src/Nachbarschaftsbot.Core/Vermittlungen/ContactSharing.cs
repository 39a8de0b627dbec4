using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Vermittlungen;

/// <summary>
/// Sharing contacts: each side says what to share and sees what will be shown; only when both agreed do both see it, and each
/// disclosure is recorded. Then the contacts are no longer kept here.
/// </summary>
internal static class ContactSharing
{
    /// <summary>The form with the contact.</summary>
    public static readonly FormSpec Form = new("teilen", [new TextQuestion("kontakt", 3, 120)], Agree)
    {
        Opening = (call, draft) =>
            call.Find(Vermittlung.Kind, draft.Subject!) is { } vermittlung
                ? [Text.Of("vermittlung.contact.opening", Sides.Other(call, vermittlung))]
                : [],
        Preview = (call, draft) => [Text.Of("vermittlung.contact.of", Sides.Me(call)), Text.Quote(draft["kontakt"]!)],
        StillPossible = (call, draft) =>
            Parts.Live(call, draft.Subject) is { } vermittlung && IsOpen(call, vermittlung),
    };

    /// <summary>Whether both agreed and both saw.</summary>
    public static bool IsDone(Vermittlung vermittlung) => vermittlung.ContactAgreed.Count == 2;

    /// <summary>Whether the other side agreed and this one is asked.</summary>
    public static bool IsAsked(Vermittlung vermittlung, string person) =>
        vermittlung.ContactAgreed is [var only] && only != person;

    /// <summary>The buttons that work now for one side.</summary>
    public static IReadOnlyList<Button> Buttons(Vermittlung vermittlung, string reader) =>
        vermittlung.ContactAgreed is not [var only] ? [Press.Button("v-contact", vermittlung.Id)]
        : only == reader ? [Press.Button("v-uncont", vermittlung.Id)]
        :
        [
            Press.Labelled("vermittlung.contact.yes", "v-contact", vermittlung.Id),
            Press.Button("v-nocont", vermittlung.Id),
        ];

    /// <summary>Somebody wants to share.</summary>
    public static void Start(Call call, Vermittlung vermittlung) => Forms.Start(call, Form, subject: vermittlung.Id);

    /// <summary>The asked side would rather not.</summary>
    public static void Refuse(Call call, Vermittlung vermittlung)
    {
        if (!IsAsked(vermittlung, call.Person!.Id))
        {
            call.Say("vermittlung.contact.nothing", "call.what-now");
            return;
        }
        Clear(call, vermittlung);
        Sides.TellOther(
            call,
            vermittlung,
            Message
                .Of(Text.Of("vermittlung.contact.refused", Sides.Me(call)), "vermittlung.contact.refused.next")
                .Row(Press.Button("v-talk", vermittlung.Id))
        );
        call.Say("vermittlung.contact.you-refused", "vermittlung.contact.refused.next");
    }

    /// <summary>Who agreed first takes it back before the other agreed.</summary>
    public static void TakeBack(Call call, Vermittlung vermittlung)
    {
        if (IsDone(vermittlung))
            call.Say("vermittlung.contact.shown-already");
        else if (!vermittlung.ContactAgreed.Contains(call.Person!.Id))
            call.Say("vermittlung.contact.nothing", "call.what-now");
        else
        {
            Clear(call, vermittlung);
            Sides.TellOther(call, vermittlung, Message.Of(Text.Of("vermittlung.contact.took-back", Sides.Me(call))));
            call.Say("vermittlung.contact.taken-back");
        }
    }

    private static bool IsOpen(Call call, Vermittlung vermittlung)
    {
        if (!IsDone(vermittlung))
            return true;
        call.Say("vermittlung.contact.shown-already");
        return false;
    }

    private static void Agree(Call call, Draft draft)
    {
        var vermittlung = call.Find(Vermittlung.Kind, draft.Subject!)!;
        var me = call.Person!.Id;
        vermittlung = vermittlung with
        {
            Contacts = new Dictionary<string, string>(vermittlung.Contacts) { [me] = draft["kontakt"]! },
            ContactAgreed = [.. vermittlung.ContactAgreed.Where(p => p != me), me],
        };
        if (IsDone(vermittlung))
            Disclose(call, vermittlung);
        else
            Ask(call, vermittlung);
    }

    private static void Ask(Call call, Vermittlung vermittlung)
    {
        call.Put(Vermittlung.Kind, vermittlung);
        Sides.TellOther(
            call,
            vermittlung,
            Message
                .Of(
                    Text.Of("vermittlung.contact.asks", Sides.Me(call)),
                    VermittlungText.About(call, vermittlung),
                    "vermittlung.contact.only-both"
                )
                .Row([.. Buttons(vermittlung, Sides.OtherId(call, vermittlung))])
        );
        call.Say(
            Message
                .Of(
                    Text.Of("vermittlung.contact.waits", Sides.Other(call, vermittlung)),
                    "vermittlung.contact.only-both"
                )
                .Row(Press.Button("v-uncont", vermittlung.Id))
        );
    }

    private static void Disclose(Call call, Vermittlung vermittlung)
    {
        call.Put(Vermittlung.Kind, vermittlung with { Contacts = new Dictionary<string, string>() });
        foreach (var of in (string[])[vermittlung.Owner, vermittlung.Helper])
        {
            var to = vermittlung.Other(of);
            call.Put(
                Disclosure.Kind,
                new Disclosure
                {
                    Id = Marks.Disclosure(vermittlung.Id, of),
                    Of = of,
                    To = to,
                    Vermittlung = vermittlung.Id,
                    At = call.Now,
                }
            );
            var message = Message.Of(
                Text.Of("vermittlung.contact.shown", Sides.Name(call, of)),
                Text.Quote(vermittlung.Contacts[of]).By(of),
                "vermittlung.contact.shown.next"
            ) with
            {
                Buttons = VermittlungText.Buttons(call, vermittlung, to),
            };
            if (to == call.Person!.Id)
                call.Say(message);
            else
                call.Tell(to, message with { Priority = Priority.Notice });
        }
    }

    private static void Clear(Call call, Vermittlung vermittlung) =>
        call.Put(
            Vermittlung.Kind,
            vermittlung with
            {
                Contacts = new Dictionary<string, string>(),
                ContactAgreed = [],
            }
        );
}
