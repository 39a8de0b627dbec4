using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Outbox;

/// <summary>The double with which the outbox is tested does what the outbox may rely on with every messenger.</summary>
public sealed class ScriptedMessengerContract : MessengerContract
{
    protected override Task<IMessengerWorld> Open() => Task.FromResult<IMessengerWorld>(new ScriptedWorld(false));
}

/// <summary>The same, where it knows by the id what it got already.</summary>
public sealed class IdempotentMessengerContract : MessengerContract
{
    protected override Task<IMessengerWorld> Open() => Task.FromResult<IMessengerWorld>(new ScriptedWorld(true));
}

internal sealed class ScriptedWorld(bool isIdempotent) : IMessengerWorld
{
    private readonly ScriptedMessenger messenger = new(ManualTime.Wednesday(), ScriptedMessenger.Unlimited)
    {
        Idempotent = isIdempotent,
    };

    public IMessenger Messenger => messenger;
    public Place Ada { get; } = new("test", "ada", null, PlaceKind.Private);
    public Place Nowhere { get; } = new("test", "nowhere", null, PlaceKind.Private);
    public bool KnowsPlaces => false;

    public Task<IReadOnlyList<SeenLine>> Seen() => Task.FromResult(messenger.Seen(Ada));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
