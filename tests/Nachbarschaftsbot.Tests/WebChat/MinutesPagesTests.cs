using System.Net;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.Tests.Transcripts;
using NodaTime;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>The pages of minutes: behind a secret link only, whole for those who take part, short for everybody after release.</summary>
public sealed class MinutesPagesTests
{
    private const string Own = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string Public = "zyxwvtsrqpnmkjhgfedcba9876543210";
    private static readonly Instant Start = Instant.FromUtc(2026, 12, 9, 13, 0);

    [Fact]
    public async Task The_link_of_somebody_who_takes_part_shows_the_whole_minutes_and_the_file()
    {
        await using var host = await World(MeetingState.Held, "paula");
        var (status, page) = await Get(host, Own);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1>Protokoll: Runde Linden, Treffen 1</h1>", page);
        Assert.Contains("<li>Drei &lt;Bänke&gt; am Markt</li>", page);
        Assert.Contains("<th scope=\"col\">Bis wann</th>", page);
        Assert.Contains("Die Stadt fragen", page);
        using var http = Client(host);
        var file = await http.GetAsync($"/protokoll/{Own}/datei", TestContext.Current.CancellationToken);
        Assert.Equal("protokoll.docx", file.Content.Headers.ContentDisposition!.FileName);
        using var docx = DocxFile.Of(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["Drei <Bänke> am Markt"], docx.Paragraphs("ListBullet"));
        Assert.Contains("noindex", file.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Fact]
    public async Task The_link_of_somebody_who_left_leads_nowhere()
    {
        await using var host = await World(MeetingState.Held);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(host, Own)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(host, Own + "/datei")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("public")]
    [InlineData("0123456789abcdefghjkmnpqrstvwxy")]
    [InlineData("0123456789abcdefghjkmnpqrstvwxy%7C")]
    [InlineData("1123456789abcdefghjkmnpqrstvwxyz")]
    public async Task Another_secret_leads_nowhere(string secret)
    {
        await using var host = await World(MeetingState.Released, "paula");
        Assert.Equal(HttpStatusCode.NotFound, (await Get(host, secret)).Status);
    }

    [Fact]
    public async Task The_public_link_shows_the_short_version_only_after_release()
    {
        await using (var host = await World(MeetingState.Held, "paula"))
            Assert.Equal(HttpStatusCode.NotFound, (await Get(host, Public)).Status);
        await using var released = await World(MeetingState.Released, "paula");
        var (status, page) = await Get(released, Public);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<p>Wir haben über Bänke gesprochen.</p>", page);
        Assert.DoesNotContain("am Markt", page);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(released, Public + "/datei")).Status);
    }

    private static async Task<WebHost> World(MeetingState state, params string[] members)
    {
        var host = await WebHost.Start();
        await host.Put(
            Person.Kind,
            new Person
            {
                Id = "paula",
                FirstName = "Paula",
                Quartier = WebHost.Quartier,
                Consent = new(1, Start),
            }
        );
        await host.Put(
            Dialogue.Kind,
            new Dialogue
            {
                Id = "round",
                Quartier = WebHost.Quartier,
                Name = "Runde Linden",
                Purpose = "Wir wollen mehr Bänke.",
                Members = [.. members.Select(m => new DialogueMember(m, "Nachbarschaftshaus"))],
            }
        );
        await host.Put(
            DialogueMeeting.Kind,
            new DialogueMeeting
            {
                Id = "meeting",
                Quartier = WebHost.Quartier,
                Dialogue = "round",
                Number = 1,
                State = state,
                Start = Start,
                Started = Start,
                Ended = Start + Duration.FromMinutes(90),
                Agenda = [new(AgendaItem.Free, 60)],
                Said = [new(1, 0, 2, "Drei <Bänke> am Markt")],
                PublicWords = "Wir haben über Bänke gesprochen.",
            }
        );
        await host.Put(
            Agreement.Kind,
            new Agreement
            {
                Id = "agreement",
                Quartier = WebHost.Quartier,
                Dialogue = "round",
                Meeting = "meeting",
                What = "Die Stadt fragen",
            }
        );
        await host.Put(
            MinutesLink.Kind,
            new MinutesLink
            {
                Id = "meeting-paula",
                Meeting = "meeting",
                Person = "paula",
                Secret = Own,
            }
        );
        await host.Put(
            MinutesLink.Kind,
            new MinutesLink
            {
                Id = "meeting-public",
                Meeting = "meeting",
                Secret = Public,
            }
        );
        return host;
    }

    private static HttpClient Client(WebHost host) => new() { BaseAddress = host.Address };

    private static async Task<(HttpStatusCode Status, string Page)> Get(WebHost host, string path)
    {
        using var http = Client(host);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        var answer = await http.GetAsync($"/protokoll/{path}", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
