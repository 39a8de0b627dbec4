using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.Store;

/// <summary>Puts the store into the house.</summary>
internal static class StoreModule
{
    /// <summary>Registers the embedded store. It is opened when it is first asked for, at start.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreSettings settings)
    {
        services.AddSingleton<IStore>(s =>
            SqliteStore.Open(
                new SqliteOptions { Path = settings.Database },
                [.. s.GetServices<Kind>()],
                s.GetRequiredService<TimeProvider>(),
                s.GetRequiredService<ILogger<SqliteStore>>()
            )
        );
        services.AddHealthChecks().AddCheck<StoreHealth>("store");
        return services;
    }
}
