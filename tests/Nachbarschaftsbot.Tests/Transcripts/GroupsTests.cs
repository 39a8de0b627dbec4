using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Interest groups: founded, joined, written to, opened to the Quartier next door, ended.</summary>
public sealed class GroupsTests
{
    [Fact]
    public async Task A_group_is_founded_allowed_joined_and_written_to()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await world.Found();
        world.Ada.SeesLast("Die Moderation sieht sich die Gruppe an.");
        await cem.Says("/gruppen");
        cem.SeesLast("Hier gibt es noch keine Gruppe.");

        await world.Lena.Taps("Gruppe zulassen", world.Linden);
        world.Ada.SeesLast("Ihre Gruppe Schach am Abend ist zugelassen.");
        await cem.Says("gruppen");
        await cem.Taps("Gruppe Schach am Abend ansehen");
        await cem.Taps("In der Gruppe mitmachen");
        cem.SeesLast("2 Menschen machen mit.");

        await cem.WritesToGroup("Wer bringt ein Brett mit?");
        cem.SeesLast("Die Moderation liest Ihre Nachricht zuerst.");
        world.Ada.DoesNotSee("Wer bringt ein Brett mit?");
        await world.Lena.Taps("An alle senden", world.Linden);
        await world.Hours(1);
        world.Ada.SeesLast("Wer bringt ein Brett mit?");
        await cem.Says("/meine_sachen");
        cem.SeesLast("Ihre Gruppe: Schach am Abend");
        await cem.Says("/stoebern");
        await cem.Taps("Gruppen ansehen");
        cem.SeesLast("Diese Gruppen gibt es für Sie:");
        await cem.TapsToken($"1:g-leave:{(await world.Group()).Id}:");
        cem.SeesLast("Sie sind nicht mehr in der Gruppe Schach am Abend.");
    }

    [Fact]
    public async Task Where_leaders_release_a_message_waits_for_the_leader()
    {
        await using var world = await GroupSteps.Joined();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await cem.TapsToken($"1:g-join:{(await world.Group()).Id}:");
        await cem.WritesToGroup("Ich verkaufe Teppiche.");
        world.Ada.SeesLast("Cem möchte an die Gruppe Schach am Abend schreiben:");
        var send = world.Ada.Token("An alle senden");
        Assert.Equal("call.not-there", (await cem.TapsToken(send)).Toast?.Key);
        await world.Ada.Taps("Nicht senden");
        cem.SeesLast("Ihre Nachricht an die Gruppe Schach am Abend wurde nicht gesendet.");
        Assert.Equal("call.not-there", (await world.Ada.TapsToken(send)).Toast?.Key);
    }

    [Fact]
    public async Task At_most_three_messages_go_out_on_a_day_and_none_in_quiet_hours()
    {
        await using var world = await GroupSteps.Joined();
        var group = await world.Group();
        await world.Hood.Advance(Duration.FromHours(24));
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await cem.TapsToken($"1:g-join:{group.Id}:");
        foreach (var words in new[] { "Eins ist da", "Zwei ist da", "Drei ist da", "Vier ist da" })
            await world.Ada.WritesToGroup(words);
        world.Ada.SeesLast("Heute gingen schon 3 Nachrichten an die Gruppe.");
        await world.Hood.Advance(Duration.FromMinutes(1));
        cem.Sees("Drei ist da");
        cem.DoesNotSee("Vier ist da");

        var quiet = (await world.Hood.Find(Person.Kind, cem.PersonId))! with { Quiet = new QuietHours(0, 23) };
        await world.Hood.Put(Person.Kind, quiet);
        await world.Hood.Advance(Duration.FromHours(24));
        await world.Ada.WritesToGroup("Morgen um acht");
        await world.Hood.Advance(Duration.FromMinutes(1));
        Assert.NotNull(cem.Chat.Messages[^1].NotBefore);
    }

    [Fact]
    public async Task After_both_moderations_agreed_people_next_door_take_part()
    {
        await using var world = await GroupSteps.Joined();
        var group = await world.Group();
        await world.Ben.Says("/gruppen");
        world.Ben.SeesLast("Hier gibt es noch keine Gruppe.");
        Assert.Equal("call.not-there", (await world.Ben.TapsToken($"1:g-join:{group.Id}:")).Toast?.Key);

        await world.Lena.Taps("Für Nachbar-Quartiere öffnen", world.Linden);
        world.Hanna.SeesLast("Gruppe Schach am Abend aus Lindenviertel möchte auch hier offen sein", world.Hafen);
        await world.Ben.Says("/gruppen");
        world.Ben.SeesLast("Hier gibt es noch keine Gruppe.");
        await world.Hanna.Taps("Gruppe hereinlassen", world.Hafen);
        world.Hanna.SeesLast("Die Gruppe Schach am Abend ist jetzt auch hier offen.", world.Hafen);
        world.Ada.SeesLast("Ihre Gruppe Schach am Abend ist jetzt auch in Hafenviertel offen.");

        await world.Ben.Says("/gruppen");
        world.Ben.SeesLast("Aus dem Nachbar-Quartier: Lindenviertel");
        await world.Ben.Taps("Gruppe Schach am Abend ansehen");
        await world.Ben.Taps("In der Gruppe mitmachen");
        await world.Ada.WritesToGroup("Freitag um sieben");
        await world.Hood.Advance(Duration.FromMinutes(1));
        world.Ben.SeesLast("Freitag um sieben");

        await world.Ben.Taps("Nachricht melden");
        await world.Ben.Says("Das ist gelogen.");
        await world.Ben.Taps("Nein, nur melden");
        world.Ben.SeesLast("Die Moderation sieht es sich an.");
        world.Lena.Sees("Schach am Abend: Das ist gelogen.", world.Linden);
        world.Lena.Sees("Es geht um diese Nachricht an die Gruppe:\nFreitag um sieben", world.Linden);
        world.Hanna.SeesLast("Jemand aus Ihrem Quartier hat jemanden aus Lindenviertel gemeldet.", world.Hafen);

        await world.Hanna.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Hafen);
        await world.Hours(1);
        Assert.Single(world.Ben.Chat.Texts, t => t.Contains("Für Sie ist sie damit zu Ende."));
        Assert.Null(await world.Hood.Find(GroupMember.Kind, GroupMember.IdOf(group.Id, world.Ben.PersonId)));
    }

    [Fact]
    public async Task In_English_too()
    {
        await using var world = await GroupSteps.Joined("en");
        await world.Lena.Taps("Für Nachbar-Quartiere öffnen", world.Linden);
        world.Hanna.SeesLast("would like to be open here too", world.Hafen);
        await world.Hanna.Taps("Do not let the group in", world.Hafen);
        world.Hanna.SeesLast("is not open here", world.Hafen);
        await world.Ben.Says("groups");
        world.Ben.SeesLast("There is no group here yet.");
    }

    [Fact]
    public async Task Who_does_not_moderate_decides_nothing()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        await world.Found();
        var group = await world.Group();
        foreach (var verb in new[] { "g-ok", "g-no", "g-open" })
        {
            Assert.Equal("call.not-there", (await world.Ada.TapsToken($"1:{verb}:{group.Id}:")).Toast?.Key);
            Assert.Equal(
                "call.not-there",
                (await world.Hanna.TapsToken($"1:{verb}:{group.Id}:", world.Hafen)).Toast?.Key
            );
        }
        Assert.Equal(
            "call.not-there",
            (await world.Lena.TapsToken($"1:g-let:{group.Id}:{Hood.Hafen.Id}", world.Linden)).Toast?.Key
        );
        Assert.Equal(GroupState.Waiting, (await world.Group()).State);
    }

    [Fact]
    public async Task Its_leader_ends_it_and_everybody_in_it_hears_of_it_once()
    {
        await using var world = await GroupSteps.Joined();
        var group = await world.Group();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await cem.TapsToken($"1:g-join:{group.Id}:");
        await world.Ada.TapsToken($"1:g-end:{group.Id}:");
        await world.Ada.Taps("Ja, Gruppe auflösen");
        await world.Hours(1);
        Assert.Single(cem.Chat.Texts, t => t.Contains("Die Gruppe Schach am Abend ist aufgelöst."));
        Assert.Null(await world.Hood.Find(InterestGroup.Kind, group.Id));
        Assert.Contains("gibt es nicht mehr", world.Linden.Last);
        Assert.Equal("call.not-there", (await cem.TapsToken($"1:g-show:{group.Id}:")).Toast?.Key);
    }

    [Fact]
    public async Task Who_leaves_the_bot_leaves_no_trace_in_groups()
    {
        await using var world = await GroupSteps.Joined();
        var group = await world.Group();
        var cem = await world.Person("Cem", Hood.Lindenviertel, null);
        await cem.TapsToken($"1:g-join:{group.Id}:");
        await cem.WritesToGroup("Ich bringe Saft mit");
        await cem.Says("/meine_daten");
        cem.SeesLast("Ich bringe Saft mit");
        await cem.DeletesAll();
        Assert.Empty(await world.Hood.Query(GroupMember.Kind, "person", cem.PersonId));
        Assert.Empty(await world.Hood.Query(GroupMessage.Kind, "author", cem.PersonId));

        await world.Ada.DeletesAll();
        await world.Hours(1);
        Assert.Null(await world.Hood.Find(InterestGroup.Kind, group.Id));
    }

    [Fact]
    public async Task Without_a_moderation_group_everything_stands_on_the_moderation_page()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        await world.Hood.Remove(Channel.Kind, world.Linden.Place.Key);
        var page = Channels.Page(Hood.Lindenviertel.Id);
        await world.Hood.Put(Channel.Kind, page);
        await world.Found();
        await world.Lena.Taps("Gruppe zulassen", world.Hood.At(page.Place));
        await world.Ada.WritesToGroup("Freitag um sieben");
        await world.Lena.Taps("An alle senden", world.Hood.At(page.Place));
        await world.Hours(1);
        world.Ada.SeesLast("Freitag um sieben");
    }
}
