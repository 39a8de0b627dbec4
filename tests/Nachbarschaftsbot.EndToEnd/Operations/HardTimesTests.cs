using System.Net;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>The disk is full, the machine shuts down.</summary>
public sealed class HardTimesTests
{
    [Fact]
    public async Task A_full_disk_stops_taking_messages_and_loses_none_that_was_taken()
    {
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        Directory.CreateDirectory(house.Data);
        await using var disk = await SmallDisk.Mount(house.Data, megabytes: 24);
        Assert.SkipWhen(disk is null, "A small disk needs root and the right to mount. Run the tests as root.");
        await Neighbours.Seed(house.Data, 1, 2);
        var running = await house.Start();
        await Requests.Ask(house, conversation: 0, "vor der vollen Platte");

        disk!.Fill();
        long id = 1_000_000;
        var taken = 0;
        while (await house.Post(id, Load.Chat(0, 1), $"/anfrage") is var status)
        {
            if (status != HttpStatusCode.OK)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                break;
            }
            id++;
            Assert.True(++taken < 50_000, "The disk never got full.");
        }
        var (ready, why) = await house.Get("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Contains("disk is full", why);
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/health/live")).Status);
        await DangerStillBringsTheNumbers(house, api);

        disk.Free();
        for (var i = 0; await house.Post(id, Load.Chat(0, 1), "/anfrage") != HttpStatusCode.OK; i++)
        {
            Assert.True(i < 100, "It did not go on by itself.");
            await Task.Delay(100);
        }
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/health/ready")).Status);
        await Requests.Ask(house, conversation: 1, "nach der vollen Platte", first: 2_000_000);
        Assert.Equal(0, (await running.Terminate()).Code);
        Assert.Equal(["nach der vollen Platte", "vor der vollen Platte"], await Requests.InFile(house.Database));
        Assert.Equal(0, (await house.Command("doctor")).Code & 2);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_ends_within_ten_seconds_under_load_and_loses_nothing(string signal)
    {
        const int People = 8;
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        await Neighbours.Seed(house.Data, 1, People);
        var running = await house.Start();
        using var page = new HttpClient();
        var stream = page.GetAsync($"{house.Address}/", HttpCompletionOption.ResponseHeadersRead);
        await Requests.Ask(house, conversation: 0, "zuerst");
        var asking = Enumerable
            .Range(1, People - 1)
            .Select(n => Try(() => Requests.Ask(house, n, $"Nummer {n}")))
            .ToArray();
        await Task.Delay(50);
        var (code, took) = await running.Terminate(signal);
        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}.");
        await stream;
        var confirmed = (await Task.WhenAll(asking)).Index().Where(a => a.Item).Select(a => $"Nummer {a.Index + 1}");
        var stored = await Requests.InFile(house.Database);
        Assert.All(confirmed.Append("zuerst"), what => Assert.Single(stored, what));
        Assert.Equal(stored.Distinct().Count(), stored.Length);
    }

    [Fact]
    public async Task A_message_that_was_taken_right_before_the_end_is_answered_after_the_next_start()
    {
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        await Neighbours.Seed(house.Data, 1, 1);
        for (var round = 0; round < 3; round++)
        {
            var running = await house.Start();
            Assert.Equal(HttpStatusCode.OK, await house.Post(100 + round, Load.Chat(0, 0), "/hilfe"));
            await running.Terminate(round % 2 == 0 ? "KILL" : "TERM");
        }
        await house.Start();
        for (var i = 0; api.Sent.Count < 3; i++)
        {
            Assert.True(i < 200, $"Only {api.Sent.Count} of 3 answers came.");
            await Task.Delay(50);
        }
    }

    /// <summary>In Telegram and in the web chat, once each, while the message itself is refused again and again.</summary>
    private static async Task DangerStillBringsTheNumbers(Household house, StandInApi api)
    {
        const string Danger = "Hilfe, meine Mutter atmet nicht mehr!";
        for (var tries = 0; tries < 3; tries++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await house.Post(3_000_000, Load.Chat(0, 0), Danger));
        Assert.Single(api.Sent, body => body.Contains("112", StringComparison.Ordinal));

        house.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        (await house.Http.PostAsync($"{house.Address}/chat/sitzung", null)).EnsureSuccessStatusCode();
        const string Numbers = "Rettung und Feuerwehr";
        Assert.DoesNotContain(Numbers, (await house.Get("/")).Body);
        for (var tries = 0; tries < 3; tries++)
        {
            using var post = new StringContent(
                $$"""{"id":"notfall-0001","chat":"privat","text":"{{Danger}}"}""",
                System.Text.Encoding.UTF8,
                "application/json"
            );
            var answer = await house.Http.PostAsync($"{house.Address}/chat/nachrichten", post);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        Assert.Contains(Numbers, (await house.Get("/")).Body);
    }

    private static async Task<bool> Try(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or Xunit.Sdk.EqualException)
        {
            return false;
        }
    }
}
