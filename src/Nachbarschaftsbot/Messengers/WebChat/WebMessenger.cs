using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sealing;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>
/// The web chat as the outbox sees it: to deliver is to write a line into the store. The delivery's id is the line's id, so a
/// delivery that is tried again after a crash cannot show twice.
/// </summary>
internal sealed class WebMessenger(WebLog log) : IMessenger, IShowsUnkept
{
    /// <summary>Name of the messenger.</summary>
    public const string MessengerName = "web";

    /// <summary>What the keys of its places begin with.</summary>
    public const string Prefix = MessengerName + ":";

    /// <inheritdoc/>
    public string Name => MessengerName;

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } =
        new(WholeForms: true, Buttons: true, MaxText: int.MaxValue, new Pace(1000, 1000, 0, 0), Confidential: true)
        {
            EndsForms = true,
            Idempotent = true,
        };

    /// <summary>Lines that come together are written with one commit: a page of many cards would fall behind otherwise.</summary>
    public int AtOnce => 16;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> DeliverAll(IReadOnlyList<Parcel> parcels, CancellationToken cancel)
    {
        var all = new List<Delivery>(parcels.Count);
        while (all.Count < parcels.Count && all.TrueForAll(d => d is Delivery.Sent))
        {
            var sends = parcels.Skip(all.Count).TakeWhile(p => IsNew(p.Message)).ToList();
            if (sends.Count > 0)
                all.AddRange(await SendAll(sends, cancel));
            else
            {
                var (message, id, ids) = parcels[all.Count];
                all.Add(await Deliver(message, id, ids, cancel));
            }
        }
        return all;
    }

    /// <inheritdoc/>
    public async Task<Delivery> Deliver(
        Outbound message,
        long deliveryId,
        IReadOnlyList<string> messageIds,
        CancellationToken cancel
    )
    {
        try
        {
            using var lease = log.Enter(message.To.Key);
            return message.Act switch
            {
                Act.Delete => await Delete(lease.Room, messageIds),
                Act.Edit when messageIds.Count > 0 => await Edit(lease.Room, message, messageIds[0]),
                _ => (await Send(lease.Room, [new(message, deliveryId, messageIds)]))[0],
            };
        }
        catch (SealGoneException)
        {
            // It came too late: what it is about was deleted.
            return new Delivery.Sent([]);
        }
        catch (StoreUnavailableException)
        {
            return new Delivery.Transient("The store does not take lines now.");
        }
    }

    /// <inheritdoc/>
    public async Task<Delivery> Show(Outbound message, long deliveryId)
    {
        var id = $"{message.To.Key}/{deliveryId}";
        using var lease = log.Enter(message.To.Key);
        await lease.Room.Show(WebLines.Of(message, id));
        return new Delivery.Sent([id]);
    }

    private static bool IsNew(Outbound message) => message.Act == Act.Send;

    private async Task<IReadOnlyList<Delivery>> SendAll(IReadOnlyList<Parcel> sends, CancellationToken cancel)
    {
        try
        {
            using var lease = log.Enter(sends[0].Message.To.Key);
            return await Send(lease.Room, sends);
        }
        catch (SealGoneException)
        {
            // One of them came too late; the others need not suffer.
            return await this.OneByOne(sends, cancel);
        }
        catch (StoreUnavailableException)
        {
            return [new Delivery.Transient("The store does not take lines now.")];
        }
    }

    private static async Task<IReadOnlyList<Delivery>> Send(WebRoom room, IReadOnlyList<Parcel> sends)
    {
        var lines = sends.Select(Line).ToList();
        await room.Add(lines);
        return [.. lines.Select(l => new Delivery.Sent([l.Line.Id]))];
    }

    private static (WebLine Line, WebFile? File) Line(Parcel parcel)
    {
        var id = $"{parcel.Message.To.Key}/{parcel.DeliveryId}";
        var line = WebLines.Of(parcel.Message, id);
        var file = parcel.Message.File is { } sent
            ? new WebFile
            {
                Id = id,
                Place = line.Place,
                Name = sent.Name,
                MediaType = sent.MediaType,
                Bytes = sent.Bytes,
            }
            : null;
        return (line, file);
    }

    private static async Task<Delivery> Edit(WebRoom room, Outbound message, string id) =>
        await room.Change(id, before => WebLines.Of(message, id) with { At = before.At }) is null
            ? new Delivery.MessageGone()
            : new Delivery.Sent([id]);

    private static async Task<Delivery> Delete(WebRoom room, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
            await room.Change(id, Gone);
        return new Delivery.Sent([]);
    }

    /// <summary>What is left of a deleted line: its place.</summary>
    internal static WebLine Gone(WebLine before) =>
        new()
        {
            Id = before.Id,
            Place = before.Place,
            At = before.At,
            Gone = true,
        };
}

/// <summary>Makes lines of neutral messages: texts become words here.</summary>
internal static class WebLines
{
    /// <summary>The line of an outbound message.</summary>
    public static WebLine Of(Outbound message, string id)
    {
        string Words(Text text) => Catalog.BuiltIn.Words(text, message.Language);
        IReadOnlyList<IReadOnlyList<WebButton>> rows =
        [
            .. message.Buttons.Select(row =>
                (IReadOnlyList<WebButton>)[.. row.Select(b => new WebButton(Words(b.Label), b.Token, b.IsLink))]
            ),
        ];
        return new()
        {
            Id = id,
            Place = message.To.Key,
            Language = message.Language,
            Texts = [.. message.Lines.Select(l => new WebText(Words(l), l.Style))],
            Buttons = rows,
            Form = message.Form is { } form ? Form(form, Words) : null,
            File = message.File?.Name,
            Ref = message.Ref,
            Seal = message.Seal,
            Step = message.Form?.Stamp ?? WebSteps.Of(rows),
        };
    }

    private static WebForm Form(FormView form, Func<Text, string> words) =>
        new(
            form.Stamp,
            words(form.Title),
            [
                .. form.Fields.Select(f => new WebField(
                    f.Id,
                    f.Kind,
                    words(f.Label),
                    f.Hint is null ? null : words(f.Hint),
                    [.. f.Options.Select(o => new WebOption(o.Value, words(o.Label)))],
                    f.Value,
                    f.Error is null ? null : words(f.Error),
                    f.Optional,
                    f.MaxLength
                )),
            ],
            words(form.Submit)
        );
}
