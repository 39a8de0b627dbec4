using Nachbarschaftsbot.Core.Sozialraumdialoge;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Agreements: noted, followed up, looked back at, ended in three ways.</summary>
public sealed class SozialraumdialogAgreementsTests
{
    [Fact]
    public async Task An_agreement_can_be_noted_by_form_with_all_its_parts()
    {
        await using var world = await SozialraumdialogMeetingTests.Running();
        await world.Paula.Taps("Ich schreibe mit", world.Room);
        await world.Paula.Taps("Vereinbarung festhalten");
        await world.Paula.Says("Wir hängen einen Plan auf");
        await world.Paula.Taps("Ada");
        await world.Paula.Says("mit dem Hausmeister");
        await world.Paula.Says("15. Januar");
        var agreement = await Only(world);
        Assert.Equal(world.Ada.PersonId, agreement.Owner);
        Assert.Equal("mit dem Hausmeister", agreement.With);
        world.Ada.Sees("Sie kümmern sich darum.");
        world.Paula.SeesLast("Wir hängen einen Plan auf", world.Room);
    }

    [Fact]
    public async Task Who_and_when_can_be_chosen_by_buttons()
    {
        await using var world = await SozialraumdialogMeetingTests.Running();
        await world.Ada.Taps("Vereinbarung festhalten", world.Room);
        Assert.Null(world.Room.Messages[^1].UnderMessage);
        await world.Ada.Replies("sa:", "Einen Aushang machen", world.Room);
        world.Ada.SeesLast("Zuständig: Noch niemand", world.Room);
        world.Ada.SeesLast("Ein Datum fehlt noch.", world.Room);
        await world.Ada.Taps("Zuständige Person ändern", world.Room);
        await world.Ada.Taps("Mehmet", world.Room);
        await world.Ada.Taps("Datum ändern", world.Room);
        await world.Ada.Taps("In 2 Wochen", world.Room);
        world.Ada.SeesLast("Bis: Mi, 23. Dezember", world.Room);
        Assert.Equal(world.Mehmet.PersonId, (await Only(world)).Owner);
    }

    [Fact]
    public async Task Its_owner_is_asked_before_and_on_the_day_and_a_failure_is_as_welcome()
    {
        await using var world = await WithAgreement();
        var mehmet = world.Mehmet;
        mehmet.Forgets();
        await world.Hood.Advance(Duration.FromDays(12));
        mehmet.SeesLast("Wie steht es um diese Vereinbarung?");
        mehmet.SeesLast("Mehmet fragt die Stadt");
        await world.Hood.Restart();
        await mehmet.Taps("gescheitert");
        mehmet.SeesLast("Auch was nicht ging, hilft den anderen.");
        await mehmet.Says("Die Stadt antwortet nur auf Briefe");
        mehmet.SeesLast("Davon haben alle etwas.");
        var agreement = await Only(world);
        Assert.Equal(
            (AgreementState.Failed, "Die Stadt antwortet nur auf Briefe"),
            (agreement.State, agreement.Learnt)
        );
        mehmet.Forgets();
        await world.Hood.Advance(Duration.FromDays(30));
        mehmet.DoesNotSee("Wie steht es um diese Vereinbarung?");
    }

    [Fact]
    public async Task It_can_take_longer()
    {
        await using var world = await WithAgreement();
        await world.Hood.Advance(Duration.FromDays(12));
        await world.Mehmet.Taps("Es dauert noch");
        world.Mehmet.SeesLast("Gut. Neues Datum:");
        Assert.True((await Only(world)).Due > world.Hood.Now + Duration.FromDays(13));
        world.Mehmet.Forgets();
        await world.Hood.Advance(Duration.FromDays(12));
        world.Mehmet.Sees("Wie steht es um diese Vereinbarung?");
    }

    [Fact]
    public async Task Nobody_is_asked_for_ever()
    {
        await using var world = await WithAgreement();
        world.Mehmet.Forgets();
        await world.Hood.Advance(Duration.FromDays(120));
        Assert.Equal(4, world.Mehmet.Chat.Texts.Count(t => t.Contains("Wie steht es um diese Vereinbarung?")));
    }

    [Fact]
    public async Task At_the_next_meeting_agreements_come_first()
    {
        await using var world = await WithAgreement();
        var (paula, room) = (world.Paula, world.Room);
        await paula.Says("/sozialraumdialog");
        await paula.Taps("Runde Linden");
        await paula.Taps("Termin finden");
        await paula.Says("20. Januar um 14 Uhr");
        await paula.Taps("Überspringen");
        await paula.Taps("Überspringen");
        var start = (await world.Meeting()).Start!.Value;
        await world.Hood.Advance(start - world.Hood.Now);
        paula.Sees("14:05 Uhr: Was wurde aus den Vereinbarungen? (15 Minuten)", room);
        await paula.Taps("Treffen beginnen", room);
        paula.SeesLast("1. Mehmet fragt die Stadt", room);
        await paula.Taps("Vereinbarung 1: Was wurde daraus?", room);
        await paula.Taps("anders gekommen", room);
        await world.Mehmet.Replies("sl:", "Der Verein stellt die Bänke auf", room);
        Assert.Equal(AgreementState.Different, (await Only(world)).State);
        Assert.Contains(room.Texts, t => t.Contains("1 von 2") && t.Contains("anders gekommen"));
        await paula.Taps("Nächstes Thema", room);
        paula.SeesLast("2 von 2: Abends fährt kein Bus", room);
        await SozialraumdialogMeetingTests.Ends(world);
        await paula.Taps("Protokoll ansehen");
        using var file = DocxFile.Of(paula.Chat.Messages[^1].File!.Bytes);
        Assert.Contains(
            file.Rows(),
            r => r[0].StartsWith("Mehmet fragt die Stadt") && r[4].Contains("Der Verein stellt")
        );
    }

    [Fact]
    public async Task Somebody_from_outside_cannot_say_what_became_of_it()
    {
        await using var world = await WithAgreement();
        var ben = await world.Hood.Neighbour("Ben");
        await ben.TapsToken($"1:s-got:{(await Only(world)).Id}:r");
        ben.SeesLast("Das finde ich nicht");
        Assert.Equal(AgreementState.Open, (await Only(world)).State);
    }

    /// <summary>A held meeting with an agreement of Mehmet's, due on 23 December.</summary>
    internal static async Task<DialogueWorld> WithAgreement()
    {
        var world = await SozialraumdialogMeetingTests.Running();
        await world.Ada.Replies("sd:", "Drei Bänke am Markt", world.Room);
        await world.Paula.Taps("Vereinbarung festhalten", world.Room);
        await world.Paula.Replies("sa:", "Mehmet fragt die Stadt nach Bänken bis 23. Dezember", world.Room);
        await SozialraumdialogMeetingTests.Ends(world);
        return world;
    }

    private static async Task<Agreement> Only(DialogueWorld world) =>
        Assert.Single(await world.Hood.Query(Agreement.Kind, "dialogue", (await world.Round()).Id));
}
