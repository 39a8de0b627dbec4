using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.LinkedRooms;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Linking rooms, ending it, and what becomes of it when a room or a person goes.</summary>
public sealed class LinkedRoomsLinkingTests
{
    [Fact]
    public async Task A_code_from_one_room_links_it_with_another_and_all_are_told()
    {
        await using var world = await LinkedWorld.Start();
        await world.LinkByCode(world.Telegram, world.Matrix);
        foreach (var (here, there) in new[] { (world.Telegram, "• Matrix"), (world.Matrix, "• Telegram") })
        {
            Assert.Contains("Dieser Raum ist jetzt verbunden mit:", here.Last);
            Assert.Contains(there, here.Last);
            Assert.Contains("/nicht_mitlesen", here.Last);
            Assert.Contains("[Mich nicht weitergeben]", here.Last);
        }
        Assert.Contains("zum Admin", world.Telegram.Last);
        Assert.Contains("/zuruecknehmen", world.Telegram.Last);
        Assert.DoesNotContain("zum Admin", world.Matrix.Last);
        await world.LinkByCode(world.Matrix, world.Teams);
        Assert.Contains("Ein weiterer Raum liest jetzt mit. Er ist in Teams.", world.Telegram.Last);
        Assert.Contains("• Telegram", world.Teams.Last);
    }

    [Fact]
    public async Task A_room_of_the_Quartier_is_chosen_by_button_after_a_question()
    {
        await using var world = await LinkedWorld.Start();
        await world.Mona.Says("/raum_verbinden", world.Telegram);
        await world.Mona.Taps("Mit Matrix verbinden", world.Telegram);
        Assert.Contains("Soll ich diesen Raum mit Matrix verbinden?", world.Telegram.Last);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Telegram.Place.Key));
        await world.Mona.Taps("Ja, Räume verbinden", world.Telegram);
        await world.Says(world.Matrix, "Bela", "Hallo!");
        Assert.Contains("Hallo!", world.Telegram.Last);
    }

    [Fact]
    public async Task The_settings_of_a_room_show_it_and_end_it()
    {
        await using var world = await LinkedWorld.Linked();
        var otto = await world.Hood.Neighbour("Otto", roles: Role.Operator);
        await otto.Says("/kanal", world.Matrix);
        Assert.Contains("Dieser Raum ist verbunden mit:\n• Telegram\n• Teams", world.Matrix.Last);
        await otto.Taps("Räume trennen", world.Matrix);
        await otto.Taps("Diesen Raum trennen", world.Matrix);
        Assert.Contains("Dieser Raum ist nicht mehr verbunden.", world.Matrix.Last);
        Assert.Contains("Er war in Matrix.", world.Telegram.Last);
        world.Look();
        await world.Says(world.Matrix, "Bela", "Nur hier.");
        await world.Says(world.Telegram, "Ada", "Für Teams.");
        Assert.Contains("Für Teams.", world.Teams.Last);
        Assert.Empty(world.Matrix.Texts);
        Assert.Single(world.Teams.Texts);
    }

    [Fact]
    public async Task With_the_last_other_room_the_link_is_over_and_said_so()
    {
        await using var world = await LinkedWorld.Start();
        await world.LinkByCode(world.Telegram, world.Matrix);
        await world.Mona.Says("/raum_trennen", world.Telegram);
        await world.Mona.Taps("Diesen Raum trennen", world.Telegram);
        Assert.Contains("bleibt hier", world.Telegram.Last);
        Assert.Contains("Dieser Raum ist nicht mehr verbunden.", world.Matrix.Last);
        Assert.Empty(await world.Hood.Query(LinkedRoom.Kind, "quartier", Hood.Lindenviertel.Id));
    }

    [Fact]
    public async Task After_the_end_changes_no_longer_go_over()
    {
        await using var world = await LinkedWorld.Start();
        await world.LinkByCode(world.Telegram, world.Matrix);
        var id = await world.Says(world.Telegram, "Ada", "Vorher.");
        await world.Mona.Says("/raum_trennen", world.Telegram);
        await world.Mona.Taps("Diesen Raum trennen", world.Telegram);
        await world.Take(world.Telegram, "Ada", new Content.Edited(id, Rich.Of("Nachher.")));
        Assert.DoesNotContain(world.Matrix.Texts, t => t.Contains("Nachher."));
    }

    [Fact]
    public async Task Alone_with_the_bot_all_links_are_seen_and_ended()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Mona.Says("räume verbinden");
        Assert.Contains("• Telegram", world.Mona.Chat.Last);
        await world.Mona.Taps("Räume trennen");
        await world.Mona.Taps("Alle diese Räume trennen");
        foreach (var corner in (Corner[])[world.Telegram, world.Matrix, world.Teams])
            Assert.Contains("Dieser Raum ist nicht mehr verbunden.", corner.Last);
    }

    [Theory]
    [InlineData(Role.Resident)]
    [InlineData(Role.Professional)]
    public async Task Who_has_no_right_links_nothing_and_ends_nothing(Role role)
    {
        await using var world = await LinkedWorld.Start();
        var ada = await world.Hood.Neighbour("Ada", roles: role == Role.Resident ? [] : [role]);
        await world.Mona.Says("/raum_verbinden", world.Telegram);
        await world.Mona.Taps("Code für anderen Raum machen", world.Telegram);
        var code = LinkedWorld.CodeIn(world.Telegram);
        await ada.Says($"/raum_verbinden {code}", world.Matrix);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Matrix.Place.Key));
        await world.Mona.Says($"/raum_verbinden {code}", world.Matrix);
        await ada.Says("/raum_trennen", world.Matrix);
        Assert.NotNull(await world.Hood.Find(LinkedPlace.Kind, world.Matrix.Place.Key));
    }

    [Fact]
    public async Task A_code_counts_once_and_for_an_hour_and_not_in_its_own_room()
    {
        await using var world = await LinkedWorld.Start();
        await world.Mona.Says("/raum_verbinden", world.Telegram);
        await world.Mona.Taps("Code für anderen Raum machen", world.Telegram);
        var code = LinkedWorld.CodeIn(world.Telegram);
        await world.Mona.Says($"/raum_verbinden {code}", world.Telegram);
        Assert.Contains("gilt hier nicht", world.Telegram.Last);
        await world.Hood.Advance(Duration.FromMinutes(61));
        await world.Mona.Says($"/raum_verbinden {code}", world.Matrix);
        Assert.Contains("gilt hier nicht", world.Matrix.Last);
        await world.LinkByCode(world.Telegram, world.Matrix);
        await world.Mona.Says($"/raum_verbinden {code}", world.Teams);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Teams.Place.Key));
    }

    [Fact]
    public async Task Somebody_who_moderates_elsewhere_cannot_take_a_code_there()
    {
        await using var world = await LinkedWorld.Start();
        await world.Bind(world.Matrix, ChannelPurpose.Neighbourhood);
        var channel = (await world.Hood.Find(Channel.Kind, world.Matrix.Place.Key))!;
        await world.Hood.Put(
            Quartier.Kind,
            new()
            {
                Id = "hafen",
                Name = "Hafen",
                JoinCode = "HAFEN234",
            }
        );
        await world.Hood.Put(Channel.Kind, channel with { Quartier = "hafen" });
        await world.LinkByCode(world.Telegram, world.Matrix);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Matrix.Place.Key));
    }

    [Fact]
    public async Task The_room_of_the_moderation_is_never_linked_and_work_only_with_work()
    {
        await using var world = await LinkedWorld.Start();
        await world.Mona.Says("/raum_verbinden", world.Hood.Moderation);
        Assert.Contains("verbinde ich nicht", world.Hood.Moderation.Last);
        await world.Bind(world.Teams, ChannelPurpose.Working);
        await world.LinkByCode(world.Telegram, world.Teams);
        Assert.Contains("verbinde ich nicht", world.Teams.Last);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Teams.Place.Key));
    }

    [Fact]
    public async Task A_room_that_becomes_something_else_is_linked_no_more()
    {
        await using var world = await LinkedWorld.Linked();
        var otto = await world.Hood.Neighbour("Otto", roles: Role.Operator);
        await otto.TapsToken(new Token("q-bind", Hood.Lindenviertel.Id, "m").ToString(), world.Telegram);
        Assert.Null(await world.Hood.Find(LinkedPlace.Kind, world.Telegram.Place.Key));
        Assert.Contains("Er war in Telegram.", world.Matrix.Last);
    }

    [Fact]
    public async Task A_room_that_is_gone_leaves_and_the_others_go_on()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Hood.Take(world.Matrix.Place, null, new Content.Unreachable(Gone: true));
        Assert.Contains("Er war in Matrix.", world.Telegram.Last);
        world.Look();
        await world.Says(world.Telegram, "Ada", "Hallo Teams!");
        Assert.Contains("Hallo Teams!", world.Teams.Last);
        Assert.Empty(world.Matrix.Texts);
    }

    [Fact]
    public async Task A_group_with_a_new_id_stays_linked()
    {
        await using var world = await LinkedWorld.Linked();
        await world.Hood.Take(world.Telegram.Place, null, new Content.Moved("-100888"));
        var moved = world.Hood.At(world.Telegram.Place with { Chat = "-100888" });
        await world.Says(world.Matrix, "Bela", "Hallo!");
        Assert.Contains("Hallo!", moved.Last);
        await world.Says(moved, "Ada", "Selber hallo!");
        Assert.Contains("Selber hallo!", world.Matrix.Last);
    }

    [Fact]
    public async Task Whoever_deletes_their_data_takes_their_words_out_of_the_other_rooms()
    {
        await using var world = await LinkedWorld.Linked();
        var ada = await world.Hood.Neighbour("Ada", messenger: "telegram");
        var sender = new Sender(ada.Account, "Ada");
        await world.Hood.Take(world.Telegram.Place, sender, new Content.Posted("a1", Rich.Of("Ich bin im Urlaub.")));
        await world.Says(world.Matrix, "Bela", "Gute Reise!");
        var bela = LinkedWorld.RefIn(world.Telegram);
        await world.Hood.Take(world.Telegram.Place, sender, new Content.Reacted("x", "👍", Gone: false), bela);
        Assert.Equal(["👍"], world.Matrix.Emojis);
        await ada.Says("/loeschen");
        await ada.Taps("Ja, alles löschen");
        await ada.Taps("Ja, endgültig löschen");
        Assert.DoesNotContain(world.Matrix.Texts, t => t.Contains("Urlaub"));
        Assert.Empty(world.Matrix.Emojis);
        Assert.Empty(await world.Hood.Query(Carried.Kind, "account", ada.Account.Key));
        Assert.Empty(await world.Hood.Query(CarriedEmoji.Kind, "account", ada.Account.Key));
        Assert.Single(await world.Hood.Query(Carried.Kind, "account", "matrix:konto-Bela"));
    }

    [Fact]
    public async Task Also_who_never_joined_can_take_everything_out()
    {
        await using var world = await LinkedWorld.Linked();
        var ada = world.Hood.Stranger("Ada", messenger: "telegram");
        await world.Hood.Take(
            world.Telegram.Place,
            new Sender(ada.Account, "Ada"),
            new Content.Posted("a1", Rich.Of("Ich bin im Urlaub."))
        );
        await ada.Says("/loeschen");
        Assert.Empty(world.Matrix.Texts);
        Assert.Empty(await world.Hood.Query(Carried.Kind, "account", ada.Account.Key));
    }
}
