using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Accounts;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>One person brings another account along: by code, with consent on both sides.</summary>
public sealed class LinkingTests
{
    [Fact]
    public async Task An_account_of_nobody_becomes_one_of_the_persons_by_code()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", messenger: "telegram");
        var web = hood.Stranger("Besuch", messenger: "web");
        var code = await ada.GetsCode();

        await web.Says($"/verbinden {code}");
        web.SeesLast("Der Code gehört zu: Ada (Telegram).");
        web.SeesLast("Sie sehen hier alle Einträge");
        Assert.Null(await hood.Find(AccountLink.Kind, web.Account.Key));

        await web.FillsIn(("sure", "ja"));
        web.Sees("Verbunden. Web-Chat gehört jetzt zu: Ada.");
        ada.SeesLast("Der andere Zugang ist: Web-Chat.");
        Assert.Equal(ada.PersonId, (await hood.Find(AccountLink.Kind, web.Account.Key))!.Person);
        Assert.Equal(2, (await hood.Find(Person.Kind, ada.PersonId))!.Reaches.Count);
        Assert.Empty(await hood.Query(AccountCode.Kind, "person", ada.PersonId));

        await web.Says("meine sachen");
        web.DoesNotSee("Darf ich Ihre Daten speichern");
    }
}
