using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Sozialraumdialoge;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Minutes as document, links, the public version, and what stays when somebody goes.</summary>
public sealed class SozialraumdialogMinutesTests
{
    [Fact]
    public async Task The_document_has_headings_answers_and_a_table_of_agreements()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        await world.Ada.Taps("Protokoll ansehen");
        var sent = world.Ada.Chat.Messages[^1].File!;
        Assert.Equal("protokoll-1.docx", sent.Name);
        using var file = DocxFile.Of(sent.Bytes);
        Assert.Equal(
            [
                "[Content_Types].xml",
                "_rels/.rels",
                "docProps/core.xml",
                "word/document.xml",
                "word/_rels/document.xml.rels",
                "word/styles.xml",
                "word/numbering.xml",
            ],
            file.Names
        );
        Assert.Equal(["Protokoll: Runde Linden, Treffen 1"], file.Paragraphs("Title"));
        Assert.Contains("Runde Linden", file.Part("docProps/core.xml").Root!.Value);
        Assert.Equal(["Es fehlen Bänke", "Abends fährt kein Bus", "Vereinbarungen"], file.Paragraphs("Heading1"));
        Assert.Equal(["Welche Sorgen, Themen, Trends und Bedarfe sind aktuell?"], file.Paragraphs("Heading2"));
        Assert.Equal(["Drei Bänke am Markt"], file.Paragraphs("ListBullet"));
        var rows = file.Rows();
        Assert.Equal(["Was", "Wer", "Mit wem", "Bis wann", "Ergebnis"], rows[0]);
        Assert.Equal("Mehmet (Jugendamt)", rows[1][1]);
        Assert.StartsWith("Mi, 23. Dezember", rows[1][3]);
        Assert.Equal("offen", rows[1][4]);
        var styles = file.Part("word/styles.xml").Descendants(DocxFile.W + "style");
        Assert.Superset(
            file.Body.Descendants(DocxFile.W + "p").Select(DocxFile.StyleOf).OfType<string>().ToHashSet(),
            styles.Select(s => s.Attribute(DocxFile.W + "styleId")!.Value).ToHashSet()
        );
        Assert.DoesNotContain("Ada", string.Concat(file.Body.Value));
    }

    [Fact]
    public void The_document_takes_words_of_every_kind()
    {
        var words = "a<b>&\"c\" \u0001\ud800 👋 يوم";
        var minutes = new MinutesWords(
            "de",
            words,
            [],
            [new("Thema", [("Frage", [words])])],
            "Vereinbarungen",
            ["Was"],
            [
                [words],
            ],
            ("", [])
        );
        using var file = DocxFile.Of(Docx.Of(minutes));
        Assert.Equal("a<b>&\"c\" \ufffd 👋 يوم", file.Paragraphs("Title").Single());
        Assert.Equal(Docx.Of(minutes), Docx.Of(minutes));
    }

    [Fact]
    public async Task The_public_version_is_public_only_after_release_and_has_no_names()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        var ben = await world.Hood.Neighbour("Ben");
        var street = await Neighbourhood(world.Hood);
        var meeting = await world.Meeting();
        await ben.TapsToken($"1:s-read:{meeting.Id}:");
        ben.SeesLast("Das finde ich nicht");
        await world.Ada.TapsToken($"1:s-release:{meeting.Id}:");
        world.Ada.SeesLast("Das finde ich nicht");

        await world.Paula.Taps("Kurzfassung für alle");
        world.Paula.SeesLast("• Es fehlen Bänke");
        await world.Paula.Taps("Kurzfassung ändern");
        await world.Paula.Says("Wir haben über Bänke gesprochen. Die Stadt wird gefragt.");
        await world.Paula.Taps("Für alle freigeben");
        world.Paula.SeesLast("Freigegeben. Das lesen alle im Quartier:");
        ben.SeesLast("Wir haben über Bänke gesprochen.", street);
        await ben.Says("/sozialraumdialog");
        await ben.Taps("Runde Linden");
        await ben.Taps("Protokolle");
        await ben.Taps("Treffen 1, Mi, 9. Dezember 2026");
        ben.SeesLast("Die Stadt wird gefragt.");
        ben.DoesNotSee("Mehmet");

        await world.Paula.Taps("Freigabe zurücknehmen");
        Assert.DoesNotContain(street.Texts, t => t.Contains("Bänke"));
        await ben.TapsToken($"1:s-read:{meeting.Id}:");
        ben.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Everybody_has_a_link_of_their_own_that_can_be_renewed_and_ends_with_the_membership()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        world.Hood.Registry.About = new About { Web = "https://hilfe.example.org" };
        await world.Ada.Taps("Protokoll ansehen");
        await world.Mehmet.Taps("Protokoll ansehen");
        var (first, other) = (Link(world.Ada), Link(world.Mehmet));
        Assert.NotEqual(first, other);
        Assert.Matches("^https://hilfe\\.example\\.org/protokoll/[0-9a-z]{32}$", first);
        await world.Ada.Taps("Protokoll ansehen");
        Assert.Equal(first, Link(world.Ada));
        await world.Ada.Taps("Meinen Link erneuern");
        Assert.NotEqual(first, Link(world.Ada));
        Assert.Equal(2, (await world.Hood.Query(MinutesLink.Kind, "meeting", (await world.Meeting()).Id)).Count);

        await world.Ada.Says("/sozialraumdialog");
        await world.Ada.Taps("Runde Linden");
        await world.Ada.Taps("Mehr zur Runde");
        await world.Ada.Taps("Nicht mehr mitmachen");
        Assert.Single(await world.Hood.Query(MinutesLink.Kind, "meeting", (await world.Meeting()).Id));
        await world.Ada.TapsToken($"1:s-min:{(await world.Meeting()).Id}:");
        world.Ada.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task Who_goes_takes_everything_along_and_the_others_go_on()
    {
        await using var world = await SozialraumdialogAgreementsTests.WithAgreement();
        await world.Mehmet.Says("/meine_daten");
        world.Mehmet.Sees("Eine Vereinbarung, um die Sie sich kümmern");
        world.Mehmet.Sees("Eine Runde, in der Sie dabei sind");
        await world.Mehmet.Says("/loeschen");
        await world.Mehmet.Says("ja");
        await world.Mehmet.Says("ja");
        Assert.Null(await world.Hood.Find(Person.Kind, world.Mehmet.PersonId));
        var round = await world.Round();
        Assert.False(round.Has(world.Mehmet.PersonId));
        var agreement = Assert.Single(await world.Hood.Query(Agreement.Kind, "dialogue", round.Id));
        Assert.Null(agreement.Owner);
        await world.Hood.Advance(NodaTime.Duration.FromDays(14));
        world.Paula.Sees("Wie steht es um diese Vereinbarung?");
        await world.Hood.Sent();
        await world.Hood.Store.Scrub();
        Assert.False(world.Hood.HasInFiles(world.Mehmet.PersonId));
    }

    private static string Link(Actor actor) =>
        actor.Chat.Messages.Last(m => m.File is not null).Buttons.SelectMany(r => r).First(b => b.IsLink).Token;

    private static Task<Corner> Neighbourhood(Hood hood) =>
        hood.Bind(hood.Group("-100600"), ChannelPurpose.Neighbourhood);
}
