using Nachbarschaftsbot.Tests.Contracts;
using Xunit;

namespace Nachbarschaftsbot.Tests.Telegram;

/// <summary>The main job in Telegram, by buttons.</summary>
public sealed class TelegramLoopTests : MainJobContract
{
    private protected override async Task<Village> Open() => await TelegramVillage.Open();

    private protected override async Task AnswerArrives(Village village)
    {
        var (api, desk) = (((TelegramVillage)village).Api, ((TelegramVillage)village).Desk);
        var card = desk.Sees().First(m => m.IsFromBot && m.Text.Contains("Anfrage von Ada"));
        var answer = await api.Until(() =>
            desk.Sees().LastOrDefault(m => m.IsFromBot && m.ReplyTo == card.Id && m.Text.Contains("dritten"))
        );
        Assert.Contains("Ada", answer.Text);
        await api.Until(() => card.Text.Contains("Im dritten, ohne Aufzug.") ? card : null);
    }
}
