using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.KollegialeBeratungen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Where forms are shown whole in a chat that keeps everything, nothing of a form that is over stays there.</summary>
public sealed class FormsTakenBackTests
{
    private static readonly (string, string)[] Answers =
    [
        ("einverstanden", "ja"),
        ("frage", BeratungWorld.Question),
        ("lage", BeratungWorld.Situation),
        ("wer", "spaeter"),
        ("dauer", "45"),
        ("loeschen", "30"),
    ];

    [Fact]
    public async Task A_form_goes_when_its_preview_comes_and_the_preview_when_it_is_sent()
    {
        await using var hood = await Hood.Start();
        var vera = await Opens(hood);
        var form = Assert.Single(Forms(vera));
        await hood.Restart();
        await Answered(vera);
        var preview = Assert.Single(Forms(vera));
        Assert.NotEqual(form.Ref, preview.Ref);
        vera.SeesLast(BeratungWorld.Situation);
        await hood.Restart();
        await vera.Taps("Beratung anlegen");
        Assert.Empty(Forms(vera));
        var beratung = (await hood.Query(BeratungSeat.Kind, "person", vera.PersonId)).Single().Beratung;
        await vera.TapsToken($"1:k-gone:{beratung}:");
        vera.DoesNotSee(BeratungWorld.Situation);
        vera.DoesNotSee(BeratungWorld.Question);
    }

    [Fact]
    public async Task A_cancelled_preview_goes_and_leaves_no_buttons()
    {
        await using var hood = await Hood.Start();
        var vera = await Opens(hood);
        await Answered(vera);
        await vera.Taps("Abbrechen");
        Assert.Empty(Forms(vera));
        vera.DoesNotSee(BeratungWorld.Situation);
    }

    [Fact]
    public async Task What_was_wrong_goes_with_the_words_it_repeats()
    {
        await using var hood = await Hood.Start();
        var vera = await Opens(hood);
        await vera.FillsIn(Answers[0]);
        await vera.FillsIn([.. Answers[1..].Select(Named)]);
        vera.SeesLast("Yılmaz");
        await vera.FillsIn(Answers[1..]);
        vera.DoesNotSee("Yılmaz");
        Assert.Single(Forms(vera));

        static (string, string) Named((string Id, string) answer) =>
            answer.Id == "lage" ? (answer.Id, "Frau Yılmaz ist seit langem müde.") : answer;
    }

    [Fact]
    public async Task A_form_that_is_resumed_stands_only_further_down()
    {
        await using var hood = await Hood.Start();
        var vera = await Opens(hood);
        await Answered(vera);
        await vera.Taps("Neue Beratung");
        await vera.Says("/notiz");
        await vera.Taps("Abbrechen");
        vera.SeesLast("Es gibt noch einen Entwurf");
        await vera.Taps("Damit weitermachen");
        Assert.Single(Forms(vera));
    }

    [Fact]
    public async Task With_the_person_goes_the_form_that_is_open_elsewhere()
    {
        await using var hood = await Hood.Start();
        var vera = await Opens(hood);
        await Answered(vera);
        var preview = Assert.Single(Forms(vera)).Ref!;
        var sent = new ChangeSet { At = hood.Now };
        sent.Messages.Add(new(vera.Place.Key, preview, ["m1"], hood.Now));
        sent.Messages.Add(new(vera.Place.Key, "other:x", ["m2"], hood.Now));
        await hood.Store.Commit(sent);
        await vera.Says("/loeschen");
        await vera.FillsIn(("sure", "ja"));
        await vera.FillsIn(("really", "ja"));
        vera.SeesLast("Alles ist gelöscht");
        Assert.Empty(Forms(vera));
        vera.DoesNotSee(BeratungWorld.Situation);
        // Still to be found for whoever takes it back, and nothing else.
        Assert.Equal(["m1"], await hood.Store.MessageIds(vera.Place.Key, preview));
        Assert.Empty(await hood.Store.MessageIds(vera.Place.Key, "other:x"));
    }

    [Fact]
    public async Task Where_questions_come_one_by_one_everything_stays_that_was_asked()
    {
        await using var hood = await Hood.Start();
        var taken = new List<Outbound>();
        hood.Sends = (messages, _) => taken.AddRange(messages.Where(m => m.Act == Act.Delete));
        var ada = await hood.Neighbour("Ada", messenger: "telegram");
        await ada.Says("Kann mir jemand beim Einkaufen helfen?");
        await ada.Says("flexibel");
        await ada.Taps("Überspringen");
        await ada.Taps("1");
        await ada.Taps("Es eilt nicht");
        await hood.Restart();
        await ada.Taps("Anfrage absenden");
        Assert.Empty(taken);
        Assert.True(Forms(ada).Count > 3);
    }

    [Fact]
    public async Task Words_that_a_card_refuses_go_with_the_next_ones()
    {
        await using var world = await BeratungWorld.Start();
        await world.Asked();
        await world.Until(BeratungPhase.Ask);
        await world.Ines.Replies("beratung:", "Was sagt Frau Yılmaz dazu?");
        world.Ines.SeesLast("Frau Yılmaz");
        world.Ines.SeesLast("Antworten Sie bitte noch einmal");
        await world.Hood.Restart();
        await world.Ines.Replies("beratung:", "Was sagt die Mutter dazu?");
        world.Ines.DoesNotSee("Yılmaz");
        await world.Ines.Replies("beratung:", "Und Herr Yılmaz?");
        world.Ines.Sees("Yılmaz");
        await world.Vera.TapsToken($"1:k-gone:{(await world.Beratung()).Id}:");
        world.Ines.DoesNotSee("Yılmaz");
    }

    private static async Task<Actor> Opens(Hood hood)
    {
        var vera = await hood.Neighbour("Vera", messenger: "office", roles: Role.Professional);
        await vera.Says("/beratung");
        await vera.Taps("Neue Beratung");
        return vera;
    }

    private static async Task Answered(Actor vera)
    {
        await vera.FillsIn(Answers[0]);
        await vera.FillsIn(Answers[1..]);
    }

    /// <summary>What stands there with buttons of a form.</summary>
    private static List<Outbound> Forms(Actor who) =>
        [.. who.Chat.Messages.Where(m => m.Buttons.SelectMany(b => b).Any(b => Token.Parse(b.Token)?.Verb == "f"))];
}
