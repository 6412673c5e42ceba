using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>The core's services over a test database, as one process has them.</summary>
internal static class CoreHost
{
    internal static ServiceProvider Build(string connection, Action<IServiceCollection>? more = null, string? redis = null, string? files = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:ami", connection),
            new("ConnectionStrings:redis", redis),
            new("Files:Folder", files),
        ]);
        var services = builder.Services;
        more?.Invoke(services);
        builder.AddAmiCore();
        services.AddSingleton(new OutboxOptions());
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<ReminderService>();
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>A database with the core's schema and the tables of the counter grain.</summary>
    internal static async Task<TestDatabase> CreateDatabase()
    {
        var database = await TestServers.CreateDatabase();
        await Execute(database.Owner, Counter.Schema);
        return database;
    }

    internal static async Task Execute(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<T> Scalar<T>(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task<T> InScope<T>(this IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
