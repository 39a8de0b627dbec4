using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;
using Nachbarschaftsbot.Turns;
using NodaTime;

namespace Nachbarschaftsbot.Tests.WebChat;

/// <summary>
/// The web chat on a real Kestrel with the real store and the real turn. Its bot knows a few words only, so that these tests are
/// about the chat and not about what is said in it.
/// </summary>
internal sealed class WebHost : IAsyncDisposable
{
    public const string Quartier = "linden";
    private readonly TestFolder _folder = new();
    private readonly System.Threading.Channels.Channel<(Outbound Message, OutboxRow Row)> _sent =
        System.Threading.Channels.Channel.CreateUnbounded<(Outbound, OutboxRow)>();
    private WebApplication _app = null!;
    private Task _pump = Task.CompletedTask;

    private WebHost(Settings settings) => Settings = settings;

    public Settings Settings { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public IStore Store => Services.GetRequiredService<IStore>();

    /// <summary>Whether these words stand in the bytes of the store's files.</summary>
    public bool HasInFiles(string words) => StoreFiles.Hold(_folder.Root, words);

    /// <summary>How many turns took effect.</summary>
    public int Turns { get; private set; }

    public static async Task<WebHost> Start(Action<Settings>? change = null)
    {
        var settings = new Settings
        {
            Web = { PerVisitorPerMinute = 60_000, PerAddressPerMinute = 600_000 },
            Bot = { OperatorName = "Verein" },
        };
        change?.Invoke(settings);
        var host = new WebHost(settings);
        await host.Run("http://127.0.0.1:0");
        await host.Put(
            Core.Quartiere.Quartier.Kind,
            new Quartier
            {
                Id = Quartier,
                Name = "Lindenviertel",
                JoinCode = "LINDE234",
            }
        );
        return host;
    }

    /// <summary>Ends the program and starts it anew on the same address and store.</summary>
    public async Task Restart()
    {
        await Stop();
        await Run(Address.ToString().TrimEnd('/'));
    }

    public WebVisitor Visitor() => new(Address);

    /// <summary>Makes a visitor a person with roles.</summary>
    public async Task MakePerson(WebVisitor visitor, string name, params Role[] roles)
    {
        var account = visitor.Account;
        var place = WebSession.PlaceOf(account);
        await Put(
            Person.Kind,
            new Person
            {
                Id = name,
                FirstName = name,
                Consent = new(1, Instant.FromUnixTimeSeconds(0)),
                Quartier = Quartier,
                Reaches = [new(account, place, false, Instant.FromUnixTimeSeconds(0))],
                Roles = [.. roles.Select(r => new RoleIn(Quartier, r))],
            }
        );
        await Put(AccountLink.Kind, new AccountLink { Id = account.Key, Person = name });
    }

    public async Task Put<T>(Kind<T> kind, T document)
        where T : class, IDocument
    {
        var changes = new ChangeSet();
        changes.Puts.Add(new(kind, document, await Store.VersionOf(kind, document.Id)));
        Assert.Equal(CommitResult.Done, await Store.Commit(changes));
    }

    /// <summary>Lets the bot write to a place.</summary>
    public void Say(Outbound message) =>
        _sent.Writer.TryWrite(
            (message, new(Store.NextOutboxId(), "web", message.To.Key, 1, Instant.FromUnixTimeSeconds(0), 0, []))
        );

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Dispose();
    }

    private async Task Run(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Settings);
        builder.Services.AddSingleton<TurnCounters>();
        builder.Services.AddSingleton(Registry());
        builder.Services.AddSingleton<IStore>(_ => _folder.OpenStore());
        builder.Services.AddSingleton(s => new TurnPorts(
            _ => s.GetRequiredService<IMessenger>().Capabilities,
            (messages, rows) =>
            {
                Turns++;
                foreach (var (message, row) in messages.Zip(rows))
                    _sent.Writer.TryWrite((message, row));
            },
            () => { }
        )
        {
            Traces = [.. s.GetServices<IPlaceTrace>()],
            Messenger = name => s.GetServices<IMessenger>().FirstOrDefault(m => m.Name == name),
        });
        builder.Services.AddSingleton<Turn>();
        builder.Services.AddWebChat(Settings.Web);
        _app = builder.Build();
        _app.TrustProxy();
        _app.MapWebChat();
        await _app.StartAsync();
        Address = new(_app.Urls.First());
        _pump = Task.Run(Pump);
    }

    private async Task Stop()
    {
        _sent.Writer.TryWrite((null!, null!));
        await _pump;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>An outbox without haste and without failure.</summary>
    private async Task Pump()
    {
        var messenger = Services.GetRequiredService<IMessenger>();
        await foreach (var (message, row) in _sent.Reader.ReadAllAsync())
        {
            if (message is null)
                return;
            var ids = message.Ref is null ? [] : await Store.MessageIds(message.To.Key, message.Ref);
            var delivery = await messenger.Deliver(message, row.Id, ids, default);
            var changes = new ChangeSet();
            changes.Finished.Add(row.Id);
            if (message.Ref is not null && delivery is Delivery.Sent(var sent))
                changes.Messages.Add(new(message.To.Key, message.Ref, sent, default));
            await Store.Commit(changes);
        }
    }

    private static Registry Registry()
    {
        var registry = new Registry();
        registry.Add(
            new CommandSpec("echo", Who.Everyone, Where.Anywhere, c => c.Say(Text.Plain($"Echo {c.Argument}")))
        );
        registry.Add(
            new CommandSpec(
                "tasten",
                Who.Everyone,
                Where.Anywhere,
                c =>
                    c.Say(
                        Message.Of(Text.Plain("Bitte drücken")) with
                        {
                            Ref = "card:1",
                            Buttons =
                            [
                                [Press.Button(Text.Plain("Drück mich"), "x-press", "1")],
                            ],
                        }
                    )
            )
        );
        registry.Add(
            new PlainButton(
                "x-press",
                Who.Everyone,
                (c, _) =>
                {
                    c.Toast(Text.Plain("Gedrückt"));
                    c.Say(
                        Message.Of(Text.Plain($"Gedrückt von {c.Person?.FirstName}")) with
                        {
                            Ref = "card:1",
                            Act = Act.Edit,
                        }
                    );
                }
            )
        );
        registry.Add(
            new CommandSpec(
                "weg",
                Who.Everyone,
                Where.Private,
                c =>
                {
                    c.Decision.ForgetPlaces.Add(c.Inbound.Place.Key);
                    c.Say(Text.Plain("Alles gelöscht"));
                }
            )
        );
        var secret = new FormSpec(
            "geheim",
            [new TextQuestion("eins"), new TextQuestion("zwei")],
            (c, _) => c.Say(Text.Plain("Danke"))
        )
        {
            Confidential = true,
        };
        registry.Add(secret);
        registry.Add(new CommandSpec("geheim", Who.Everyone, Where.Private, c => Forms.Start(c, secret)));
        registry.AddReply("card", (c, subject, words) => c.Say(Text.Plain($"Antwort auf {subject}: {words}")));
        return registry;
    }
}
