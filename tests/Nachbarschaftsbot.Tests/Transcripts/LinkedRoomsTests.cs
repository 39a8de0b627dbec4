using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Talk in rooms of three messengers that are one.</summary>
public sealed class LinkedRoomsTests
{
    private static string Read(Corner corner) => corner.Last.Replace("\u2063", "", StringComparison.Ordinal);

    [Fact]
    public async Task What_is_said_in_one_room_stands_in_the_others_with_name_and_messenger()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Telegram, "Ada", "Wer hat eine Leiter?");
        Assert.Equal("Ada (Telegram)\nWer hat eine Leiter?", Read(world.Matrix));
        Assert.Equal("Ada (Telegram)\nWer hat eine Leiter?", Read(world.Teams));
        Assert.Empty(world.Telegram.Texts);
    }

    [Fact]
    public async Task An_answer_stands_under_what_it_answers_in_each_room()
    {
        await using var world = await LinkedWorld.Linked();
        var question = await world.Says(world.Telegram, "Ada", "Wer hat eine Leiter?");
        await world.Says(world.Matrix, "Bela", "Ich!", answers: LinkedWorld.RefIn(world.Matrix));
        var (inTelegram, inTeams) = (world.Telegram.Messages[^1], world.Teams.Messages[^1]);
        Assert.Equal(question, inTelegram.UnderMessage);
        Assert.Equal(LinkedWorld.RefIn(world.Matrix), inTeams.Under);
        Assert.Equal("Bela (Matrix)\nIch!", Read(world.Telegram));
    }

    [Fact]
    public async Task A_change_before_the_first_sending_came_back_goes_to_the_same_message()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Telegram, "Ada", "Wer hat eine Leitre?");
        await world.Take(world.Telegram, "Ada", new Content.Edited(id, Rich.Of("Wer hat eine Leiter?")));
        Assert.Equal("Ada (Telegram)\nWer hat eine Leiter?", Assert.Single(world.Matrix.Texts).Replace("\u2063", ""));
        Assert.Single(world.Teams.Texts);
    }

    [Fact]
    public async Task Nobody_changes_the_words_of_others()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Telegram, "Ada", "Wer hat eine Leiter?");
        await world.Take(world.Telegram, "Boris", new Content.Edited(id, Rich.Of("Ada ist dumm.")));
        Assert.Equal("Ada (Telegram)\nWer hat eine Leiter?", Read(world.Matrix));
    }

    [Fact]
    public async Task What_is_deleted_where_it_was_said_goes_everywhere()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Matrix, "Ada", "Das war falsch.");
        Assert.Single(world.Teams.Texts);
        await world.Take(world.Matrix, "Ada", new Content.Removed(id), id);
        Assert.Empty(world.Telegram.Texts);
        Assert.Empty(world.Teams.Texts);
        Assert.Empty(await world.Hood.Query(Carried.Kind, "account", "matrix:konto-Ada"));
    }

    [Fact]
    public async Task A_copy_that_the_moderation_deletes_goes_everywhere_and_that_of_anybody_else_does_not()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Telegram, "Ada", "Etwas Grobes.");
        var copy = LinkedWorld.RefIn(world.Matrix);
        await world.Take(world.Matrix, "Boris", new Content.Removed("x"), copy);
        Assert.Single(world.Teams.Texts);
        await world.Hood.Take(
            world.Matrix.Place,
            new Sender(world.Mona.Account, "Mona"),
            new Content.Removed("x"),
            copy
        );
        Assert.Empty(world.Teams.Texts);
    }

    [Fact]
    public async Task Taking_back_works_by_command_for_the_author_and_the_moderation_only()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Telegram, "Ada", "Das war falsch.");
        await world.Take(world.Telegram, "Boris", new Content.Words("/zuruecknehmen"), id);
        Assert.Contains("kann ich nicht zurücknehmen", world.Telegram.Last);
        Assert.Single(world.Matrix.Texts);
        await world.Take(world.Telegram, "Ada", new Content.Words("/zuruecknehmen"), id);
        Assert.Empty(world.Matrix.Texts);
        Assert.Contains("in den anderen Räumen gelöscht", world.Telegram.Last);

        await world.Says(world.Telegram, "Ada", "Noch etwas.");
        await world.Mona.Says("/zuruecknehmen", world.Matrix, LinkedWorld.RefIn(world.Matrix));
        Assert.Empty(world.Teams.Texts);
        await world.Take(world.Telegram, "Ada", new Content.Words("/zuruecknehmen"));
        Assert.Contains("Antworten Sie mit /zuruecknehmen", world.Telegram.Last);
    }

    [Fact]
    public async Task Of_posts_that_share_a_message_none_is_taken_for_the_one_that_is_meant()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Matrix, "Bela", "Ich!", answers: "posts:7");
        Assert.Null(world.Telegram.Messages[^1].Under);
        await world.Mona.Says("/zuruecknehmen", world.Matrix, "posts:7");
        Assert.Contains("Hier stehen mehrere Nachrichten zusammen.", world.Matrix.Last);
        Assert.Single(world.Telegram.Texts);
    }

    [Fact]
    public async Task An_emoji_comes_with_the_first_and_goes_with_the_last()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Telegram, "Ada", "Der Garten blüht.");
        var copy = LinkedWorld.RefIn(world.Matrix);
        await world.Take(world.Matrix, "Bela", new Content.Reacted("x", "👍", Gone: false), copy);
        await world.Take(world.Matrix, "Cem", new Content.Reacted("x", "👍", Gone: false), copy);
        Assert.Equal(["👍"], world.Telegram.Emojis);
        Assert.Equal(["👍"], world.Teams.Emojis);
        Assert.Empty(world.Matrix.Emojis);
        await world.Take(world.Telegram, "Dora", new Content.Reacted(id, "👍", Gone: false), id);
        Assert.Equal(["👍"], world.Matrix.Emojis);
        await world.Take(world.Matrix, "Bela", new Content.Reacted("x", "👍", Gone: true), copy);
        Assert.Equal(["👍"], world.Telegram.Emojis);
        await world.Take(world.Matrix, "Cem", new Content.Reacted("x", "👍", Gone: true), copy);
        Assert.Empty(world.Telegram.Emojis);
        Assert.Equal(["👍"], world.Teams.Emojis);
        await world.Take(world.Telegram, "Eva", new Content.Reacted(id, "nein", Gone: false), id);
        Assert.DoesNotContain("nein", world.Matrix.Emojis);
    }

    [Fact]
    public async Task A_picture_goes_where_it_can_be_shown_and_is_named_where_it_cannot()
    {
        await using var world = await LinkedWorld.Linked();
        var picture = new OutboundFile("bild.jpg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0]);
        await world.Says(world.Telegram, "Ada", "Unser Beet", media: new(AttachmentKind.Picture, 2_400_000, picture));
        Assert.Equal("Ada (Telegram)\n(Bild, 2 MB, hier nicht gezeigt)\nUnser Beet", Read(world.Teams));
        Assert.Equal(picture, world.Matrix.Messages[^1].File);
        await world.Says(world.Telegram, "Ada", "", media: new(AttachmentKind.Voice));
        Assert.Equal("Ada (Telegram)\n(Sprachnachricht, hier nicht gezeigt)", Read(world.Matrix));
        await world.Take(world.Telegram, "Ada", new Content.Removed("m1"));
        Assert.DoesNotContain(world.Matrix.Messages, m => m.File is not null);
    }

    [Fact]
    public async Task Who_keeps_out_is_not_carried_and_is_told_once()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Take(world.Telegram, "Ada", new Content.Words("/nicht_mitlesen"));
        Assert.Contains("gebe ich ab jetzt nicht mehr weiter", Assert.Single(world.Telegram.Texts));
        await world.Says(world.Telegram, "Ada", "Nur für hier.");
        await world.Says(world.Telegram, "Bela", "Für alle.");
        Assert.Equal("Bela (Telegram)\nFür alle.", Assert.Single(world.Matrix.Texts).Replace("\u2063", ""));
        Assert.Single(world.Telegram.Texts);
        await world.Take(world.Telegram, "Ada", new Content.Words("/mitlesen"));
        await world.Says(world.Telegram, "Ada", "Wieder da.");
        Assert.Equal("Ada (Telegram)\nWieder da.", Read(world.Matrix));
    }

    [Fact]
    public async Task The_button_below_the_notice_keeps_out_without_a_word_to_the_others()
    {
        await using var world = await LinkedWorld.Start();
        await world.LinkByCode(world.Telegram, world.Matrix);
        var press = new Content.Press(world.Mona.Token("Mich nicht weitergeben", world.Matrix));
        world.Look();
        var result = await world.Take(world.Matrix, "Bela", press);
        Assert.Equal("linked.out", result.Toast?.Key);
        Assert.Empty(world.Matrix.Texts);
        await world.Says(world.Matrix, "Bela", "Nur für hier.");
        Assert.Empty(world.Telegram.Texts);
    }

    [Fact]
    public async Task Danger_and_answers_to_cards_work_as_in_every_group()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Telegram, "Ada", "Hilfe, es brennt!");
        Assert.Contains(world.Telegram.Messages, m => m.Priority == Priority.Emergency);
        Assert.Contains("es brennt", world.Matrix.Last);
        world.Look();
        await world.Says(world.Telegram, "Ada", "Das geht nur die Moderation an.", answers: "card:abc");
        Assert.Empty(world.Matrix.Texts);
    }

    [Fact]
    public async Task What_we_carried_never_goes_on_again()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Telegram, "Ada", "Hallo!");
        await world.Says(world.Matrix, "Andere Brücke", world.Matrix.Last);
        Assert.Empty(world.Telegram.Texts);
        Assert.Single(world.Teams.Texts);
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_and_doubles_nothing()
    {
        await using var world = await LinkedWorld.Linked();
        var id = await world.Says(world.Telegram, "Ada", "Wer hat eine Leitre?");
        await world.Hood.Restart();
        await world.Says(world.Telegram, "Ada", "Wer hat eine Leitre?", id: id);
        Assert.Single(world.Matrix.Texts);
        await world.Take(world.Telegram, "Ada", new Content.Edited(id, Rich.Of("Wer hat eine Leiter?")));
        await world.Says(world.Matrix, "Bela", "Ich!", answers: LinkedWorld.RefIn(world.Matrix));
        Assert.Equal("Ada (Telegram)\nWer hat eine Leiter?", Read(world.Matrix));
        Assert.Equal(id, world.Telegram.Messages[^1].UnderMessage);
    }

    [Fact]
    public async Task Where_messages_stand_is_forgotten_after_30_days_and_no_word_is_ever_kept()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Says(world.Telegram, "Ada", "Zitronenmarmelade");
        await world.Hood.Sent();
        await world.Hood.Store.Scrub();
        Assert.False(world.Hood.HasInFiles("Zitronenmarmelade"));
        await world.Hood.Advance(Duration.FromDays(29));
        Assert.Single(await world.Hood.Query(Carried.Kind, "account", "telegram:konto-Ada"));
        await world.Hood.Advance(Duration.FromDays(3));
        Assert.Empty(await world.Hood.Query(Carried.Kind, "account", "telegram:konto-Ada"));
    }
}
