using Microsoft.Extensions.DependencyInjection.Extensions;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Messengers.Matrix.Sending;

/// <summary>Registers what sends to Matrix. The client and the book of rooms are registered elsewhere.</summary>
internal static class SendingModule
{
    internal static void AddMatrixSending(this IServiceCollection services)
    {
        services.AddSingleton<Kind>(MatrixChoice.Kind);
        services.AddSingleton<Kind>(MatrixLastChoice.Kind);
        services.AddSingleton<Kind>(MatrixStamp.Kind);
        services.TryAddSingleton(Catalog.BuiltIn);
        services.AddSingleton<MatrixRenderer>();
        services.AddSingleton<MatrixChoices>();
        services.AddSingleton<IPlaceTrace>(s => s.GetRequiredService<MatrixChoices>());
        services.AddSingleton<MatrixTransactions>();
        services.AddSingleton<MatrixPolls>();
        services.AddSingleton<MatrixReactions>();
        services.AddHostedService(s => s.GetRequiredService<MatrixReactions>());
        services.AddSingleton<MatrixRights>();
        services.AddSingleton<RedactRights>();
        services.AddSingleton<MatrixWord>();
        services.AddSingleton<IMessenger, MatrixMessenger>();
    }
}
