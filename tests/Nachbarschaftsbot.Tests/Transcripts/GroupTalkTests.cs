using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Messages to interest groups: who releases them, how many wait, what is taken back, what is reported.</summary>
public sealed class GroupTalkTests
{
    private const string Words = "Ich verkaufe Teppiche.";

    [Fact]
    public async Task What_somebody_writes_whom_the_leader_does_not_meet_waits_for_the_moderation()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var dora = await world.Joins("Dora");
        await world.Hood.Blocks(world.Ada, cem);
        await cem.WritesToGroup(Words);
        cem.SeesLast("Die Leitung oder die Moderation liest Ihre Nachricht zuerst.");
        world.Lena.SeesLast("Cem möchte an die Gruppe Schach am Abend schreiben:", world.Linden);
        world.Ada.DoesNotSee(Words);
        var send = world.Lena.Token("An alle senden", world.Linden);
        Assert.Equal("call.not-there", (await world.Ada.TapsToken(send)).Toast?.Key);

        await world.Lena.TapsToken(send, world.Linden);
        world.Lena.SeesLast("Gesendet an die Gruppe Schach am Abend, geschrieben von Cem.", world.Linden);
        await world.Hours(1);
        dora.SeesLast(Words);
        world.Ada.DoesNotSee(Words);
    }

    [Fact]
    public async Task Not_more_than_three_messages_of_one_person_wait()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var dora = await world.Joins("Dora");
        foreach (var words in new[] { "Eins ist da", "Zwei ist da", "Drei ist da" })
            await cem.WritesToGroup(words);
        await cem.OpensGroupForm();
        cem.SeesLast("Von Ihnen warten schon 3 Nachrichten an diese Gruppe.");
        await dora.WritesToGroup("Ich auch");
        dora.SeesLast("Die Leitung oder die Moderation liest Ihre Nachricht zuerst.");

        await world.Ada.Taps("Nicht senden");
        world.Ada.SeesLast("Nicht gesendet an die Gruppe Schach am Abend.");
        dora.SeesLast("wurde nicht gesendet");
        var first = (await world.Hood.Query(GroupMessage.Kind, "author", cem.PersonId)).First();
        await world.Ada.TapsToken($"1:g-drop:{first.Id}:");
        await cem.WritesToGroup("Vier ist da");
        world.Ada.SeesLast("Vier ist da");
    }

    [Fact]
    public async Task A_leaders_message_too_many_is_not_kept()
    {
        await using var world = await GroupSteps.Joined();
        foreach (var words in new[] { "Eins ist da", "Zwei ist da", "Drei ist da", "Vier ist da" })
            await world.Ada.WritesToGroup(words);
        world.Ada.SeesLast("Heute gingen schon 3 Nachrichten an die Gruppe.");
        Assert.Equal(3, (await world.Hood.Query(GroupMessage.Kind, "author", world.Ada.PersonId)).Count);
        await world.Hours(24);
        await world.Ada.WritesToGroup("Vier ist da");
        world.Ada.SeesLast("Gesendet an die Gruppe Schach am Abend, geschrieben von Ada.");
    }

    [Fact]
    public async Task What_waits_for_the_leader_goes_with_who_wrote_it()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await cem.WritesToGroup(Words);
        world.Ada.SeesLast(Words);
        await world.Hood.Blocks(cem, world.Ada);
        await cem.DeletesAll();
        world.Ada.DoesNotSee(Words);
    }

    [Fact]
    public async Task What_waits_for_a_leader_who_blocks_its_author_waits_for_the_moderation()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await cem.WritesToGroup("Wer bringt ein Brett mit?");
        await world.Ada.Taps("An alle senden");
        await world.Hours(1);
        cem.SeesLast("Wer bringt ein Brett mit?");
        cem.DoesNotSee("Nachricht melden");
        await world.Ada.WritesToGroup("Freitag um sieben");
        await cem.WritesToGroup(Words);
        await world.Hours(1);
        await cem.Taps("Nachricht melden");
        await cem.Says("Das ist gelogen.");
        await cem.Taps("Ja, auch blockieren");
        world.Ada.DoesNotSee(Words);
        world.Ada.Sees("Gesendet an die Gruppe Schach am Abend, geschrieben von Cem.");
        world.Lena.Sees(Words, world.Linden);
        await world.Lena.Taps("Nicht senden", world.Linden);
        cem.SeesLast("Ihre Nachricht an die Gruppe Schach am Abend wurde nicht gesendet.");
    }

    [Fact]
    public async Task What_waits_at_an_account_that_is_taken_away_waits_at_the_one_that_stays()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        var phone = world.Hood.Stranger("Ada", messenger: "telegram");
        await world.Ada.Links(phone);
        await cem.WritesToGroup(Words);
        phone.SeesLast(Words);
        world.Ada.DoesNotSee(Words);
        await world.Ada.Says("/verbinden");
        await world.Ada.Taps("Telegram trennen");
        await world.Ada.Taps("Ja, trennen");
        phone.DoesNotSee(Words);
        world.Ada.Sees(Words);
        await world.Ada.Taps("An alle senden");
        world.Ada.SeesLast("Gesendet an die Gruppe Schach am Abend, geschrieben von Cem.");
    }

    [Fact]
    public async Task What_waits_for_the_moderation_goes_with_who_wrote_it_even_where_they_led_the_group()
    {
        await using var world = await PartnerWorld.Start(releaseFirst: true);
        await world.Found();
        await world.Lena.Taps("Gruppe zulassen", world.Linden);
        await world.Ada.WritesToGroup(Words);
        world.Lena.SeesLast(Words, world.Linden);
        await world.Ada.DeletesAll();
        world.Lena.DoesNotSee(Words, world.Linden);
        world.Lena.DoesNotSee("Ada", world.Linden);
    }

    [Fact]
    public async Task What_was_released_says_nobodys_name_any_more_when_they_delete_everything()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await world.Hood.Blocks(world.Ada, cem);
        await cem.WritesToGroup(Words);
        await world.Lena.Taps("An alle senden", world.Linden);
        await cem.DeletesAll();
        world.Lena.DoesNotSee("Cem", world.Linden);
    }

    [Fact]
    public async Task What_waits_goes_with_the_group()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await world.Hood.Blocks(world.Ada, cem);
        await cem.WritesToGroup(Words);
        await world.Ada.TapsToken($"1:g-ended:{(await world.Group()).Id}:");
        await world.Hours(1);
        world.Lena.DoesNotSee(Words, world.Linden);
        Assert.Empty(await world.Hood.Query(GroupMessage.Kind, "author", cem.PersonId));
    }

    [Fact]
    public async Task What_nobody_decides_is_forgotten_after_a_month()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await cem.WritesToGroup(Words);
        await world.Hood.Advance(Duration.FromDays(31));
        world.Ada.DoesNotSee(Words);
        cem.SeesLast("Ihre Nachricht an die Gruppe Schach am Abend wurde nicht gesendet.");
        Assert.Empty(await world.Hood.Query(GroupMessage.Kind, "author", cem.PersonId));
    }

    [Fact]
    public async Task Who_writes_reads_from_where_people_take_part()
    {
        await using var world = await GroupSteps.Joined();
        await world.Ada.OpensGroupForm();
        await world.Ada.Says("Freitag um sieben");
        world.Ada.DoesNotSee("Mitmachen können auch Menschen in: Hafenviertel.");
        await world.BenJoins();
        await world.Ada.OpensGroupForm();
        await world.Ada.Says("Freitag um acht");
        world.Ada.SeesLast("Mitmachen können auch Menschen in: Hafenviertel.");
    }

    [Fact]
    public async Task Who_reports_a_message_can_block_too()
    {
        await using var world = await GroupSteps.Joined();
        await world.BenJoins();
        await world.Ada.WritesToGroup("Freitag um sieben");
        await world.Hours(1);
        await world.Ben.Taps("Nachricht melden");
        await world.Ben.Says("Das ist gelogen.");
        await world.Ben.Taps("Ja, auch blockieren");
        world.Ben.SeesLast("Ada");
        Assert.Single(await world.Hood.Query(Block.Kind, "by", world.Ben.PersonId));
        world.Ben.Forgets();
        await world.Ada.WritesToGroup("Samstag um acht");
        await world.Hours(1);
        world.Ben.DoesNotSee("Samstag um acht");
        var kept = (await world.Hood.Query(GroupMessage.Kind, "author", world.Ada.PersonId)).Single(m =>
            m.Words == "Samstag um acht"
        );
        Assert.Equal("call.not-there", (await world.Ben.TapsToken($"1:g-report:{kept.Id}:")).Toast?.Key);
    }

    [Fact]
    public async Task Who_is_not_in_the_group_reports_nothing_and_reads_no_name()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await world.Ada.WritesToGroup(Words);
        await world.Hours(1);
        var dora = await world.Person("Dora", Hood.Lindenviertel, null);
        Assert.Equal("call.not-there", (await dora.TapsToken(cem.Token("Nachricht melden"))).Toast?.Key);
        dora.DoesNotSee("Ada");
        await dora.TapsToken($"1:g-join:{(await world.Group()).Id}:");
        await dora.TapsToken(cem.Token("Nachricht melden"));
        await dora.Says("Das ist gelogen.");
        await dora.Taps("Nein, nur melden");
        dora.SeesLast("Danke. Die Moderation sieht es sich an.");
    }

    [Theory]
    [InlineData("g-leave")]
    [InlineData("g-ended")]
    public async Task What_was_read_can_be_reported_without_the_group_too(string end)
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await world.Ada.WritesToGroup(Words);
        await world.Hours(1);
        var report = cem.Token("Nachricht melden");
        await (end == "g-leave" ? cem : world.Ada).TapsToken($"1:{end}:{(await world.Group()).Id}:");
        await world.Hood.Advance(Duration.FromDays(29));
        await cem.TapsToken(report);
        await cem.Says("Das ist gelogen.");
        await cem.Taps("Nein, nur melden");
        cem.SeesLast("Danke. Die Moderation sieht es sich an.");
        world.Lena.Sees(Words, world.Linden);
        await world.Hood.Advance(Duration.FromDays(29));
        Assert.Single(await world.Hood.Query(GroupMessage.Kind, "author", world.Ada.PersonId));
        await world.Hood.Advance(Duration.FromDays(2));
        Assert.Empty(await world.Hood.Query(GroupMessage.Kind, "author", world.Ada.PersonId));
    }

    [Fact]
    public async Task When_two_Quartiere_do_not_share_any_more_the_cards_and_the_leader_know()
    {
        await using var world = await GroupSteps.Joined();
        await world.BenJoins();
        world.Lena.Sees("Mitmachen können auch Menschen in: Hafenviertel.", world.Linden);
        await world.Hanna.TapsToken($"1:x-ended:{PartnerWorld.Pair}:", world.Hafen);
        world.Lena.DoesNotSee("Mitmachen können auch Menschen in: Hafenviertel.", world.Linden);
        world.Hanna.Sees("Die Gruppe Schach am Abend ist hier nicht offen.", world.Hafen);
        world.Hanna.DoesNotSee("Gruppe hier schließen", world.Hafen);
        world.Ada.SeesLast("Ihre Gruppe Schach am Abend ist in Hafenviertel nicht mehr offen.");
        await world.Hours(1);
        world.Ben.SeesLast("Für Sie ist sie damit zu Ende.");
    }

    [Fact]
    public async Task A_partner_takes_its_yes_back_and_its_people_hear_of_it()
    {
        var (world, cem) = await GroupSteps.JoinedWithCem();
        await using var _ = world;
        await world.BenJoins();
        await world.Hanna.Taps("Gruppe hier schließen", world.Hafen);
        world.Hanna.SeesLast("Die Gruppe Schach am Abend ist hier nicht offen.", world.Hafen);
        world.Ada.SeesLast("Ihre Gruppe Schach am Abend ist in Hafenviertel nicht mehr offen.");
        await world.Hours(1);
        world.Ben.SeesLast("Für Sie ist sie damit zu Ende.");
        cem.DoesNotSee("zu Ende");
        var member = Assert.Single(await world.Hood.Query(GroupMember.Kind, "person", cem.PersonId));
        Assert.Null(await world.Hood.Find(GroupMember.Kind, GroupMember.IdOf(member.Group, world.Ben.PersonId)));
        await world.Lena.Taps("Für Nachbar-Quartiere öffnen", world.Linden);
        world.Hanna.Sees("möchte auch hier offen sein", world.Hafen);
    }
}
