using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Contracts;
using Nachbarschaftsbot.Web;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>The example Quartier of the Probierstube, in the whole program.</summary>
public sealed class ProbierstubeTests
{
    [Fact]
    public async Task After_the_start_three_wishes_are_open_Ben_sees_them_and_one_card_waits_for_Mara()
    {
        await using var house = await DemoHouse.Open();
        await house.Visits();
        await IsWhole(house);
    }

    [Fact]
    public async Task Starting_over_makes_the_same_again()
    {
        await using var house = await DemoHouse.Open();
        await house.Visits();
        (await house.Http.PostAsync("/probierstube/neu", null)).EnsureSuccessStatusCode();
        await house.Visits();
        await IsWhole(house);
    }

    [Fact]
    public async Task What_a_voice_cannot_do_fails_and_does_not_say_whose_it_was()
    {
        await using var house = await DemoHouse.Open();
        var voices = house.Get<ProbierstubeVoices>();
        await house.Visits();
        var nobody = WebSession.AccountOf(WebSession.NewSecret())!;
        var stranger = new Voice(nobody, WebSession.PlaceOf(nobody), "Zacharias");
        var trouble = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            voices.Release(stranger, FirstStart.QuartierId)
        );
        Assert.DoesNotContain("Zacharias", trouble.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            voices.Ask(stranger, ProbierstubePeople.Wishes[0] with { Category = "gibt es nicht" })
        );
    }

    private static async Task IsWhole(DemoHouse house)
    {
        Assert.Empty(house.Log.Warnings);
        var open = await house.Requests(RequestState.Open);
        Assert.Equal(["leihen", "reparatur", "technik"], open.Select(r => r.Category).Order());
        Assert.Equal("begleitung", Assert.Single(await house.Requests(RequestState.Waiting)).Category);

        await house.Says("ben.privat", "/stoebern");
        await house.Shows("ben", "Ich möchte mein neues Telefon einrichten.");
        await house.Says("ben.privat", "/stoebern Angebote");
        await house.Shows("ben", "Ich repariere Fahrräder und Lampen.");
        await house.Shows("ben", "Ich verleihe eine Leiter und eine Bohrmaschine.");

        var cards = await house.CardsToRelease();
        Assert.Contains("Augenarzt", string.Join(' ', Assert.Single(cards).Texts.Select(t => t.Words)));
    }

    /// <summary>The program as it starts without any settings.</summary>
    private sealed class DemoHouse : House
    {
        private DemoHouse()
            : base(TimeProvider.System) { }

        public Warned Log { get; } = new();

        public HttpClient Http { get; private set; } = null!;

        public static async Task<DemoHouse> Open()
        {
            var house = new DemoHouse();
            await house.Start();
            house.Http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
            {
                BaseAddress = new(house.App.Urls.First()),
            };
            house.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            return house;
        }

        public T Get<T>()
            where T : notnull => App.Services.GetRequiredService<T>();

        public Task<string> Visits() => Http.GetStringAsync("/probierstube");

        public async Task Says(string chat, string words)
        {
            var post = new WebPost
            {
                Id = WebVisitor.NewId(),
                Chat = chat,
                Text = words,
            };
            var content = JsonContent.Create(post, WebPostJson.Default.WebPost);
            (await Http.PostAsync("/chat/nachrichten", content)).EnsureSuccessStatusCode();
        }

        public async Task Shows(string seat, string words)
        {
            var seats = (await Store.Find(TryOut.Kind, "seats"))!.Value.Document.Seats;
            var place = WebSession.PlaceOf(WebSession.AccountOf(seats[seat])!).Key;
            await Patience.Until(
                async () => (await Get<WebLog>().Read(place)).Any(l => l.Texts.Any(t => t.Words.Contains(words))),
                words
            );
        }

        public async Task<IReadOnlyList<HelpRequest>> Requests(RequestState state)
        {
            var below = (string[])[FirstStart.QuartierId, state.ToString()];
            var found = await Store.Query(
                HelpRequest.Kind,
                "quartier",
                IndexValue.Below(below),
                IndexValue.After(below),
                100
            );
            return [.. found.Select(r => r.Document)];
        }

        /// <summary>What Mara can release, when all that was sent has arrived.</summary>
        public async Task<IReadOnlyList<WebLine>> CardsToRelease()
        {
            await Patience.Until(async () => (await Store.ReadOutbox(0, 1)).Count == 0);
            var lines = await Get<WebLog>().Read(Channels.PagePlace(FirstStart.QuartierId).Key);
            return [.. lines.Where(l => l.Buttons.Any(r => r.Any(b => Token.Parse(b.Token)?.Verb == "t-release")))];
        }

        protected override void Configure(Settings settings) => settings.Bot.OperatorName = "";

        protected override void AddMessenger(IServiceCollection services, Settings settings)
        {
            services.AddSingleton<ILoggerProvider>(Log);
            services.AddWebChat(settings.Web);
        }

        protected override void MapMessenger(WebApplication app) => app.MapWebChat();

        protected override ValueTask CloseMessenger()
        {
            Http.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Keeps the warnings of the Probierstube.</summary>
    private sealed class Warned : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _warnings = new();

        public IReadOnlyCollection<string> Warnings => _warnings;

        public ILogger CreateLogger(string category) =>
            category.EndsWith(nameof(Probierstube), StringComparison.Ordinal)
                ? this
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel level,
            EventId id,
            TState state,
            Exception? failure,
            Func<TState, Exception?, string> format
        ) => _warnings.Enqueue(format(state, failure));

        public void Dispose() { }
    }
}
