using Ami.Modules;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Tests.Architecture;

/// <summary>SQL migrations and EF's models say the same.</summary>
[TestClass]
public class SchemaTests
{
    [TestMethod]
    public async Task Models_EveryContext_MatchTheMigratedSchema()
    {
        var database = await TestServers.CreateDatabase();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:ami", database.App), new("Ami:MasterKey", Convert.ToBase64String(new byte[32]))]);
        var services = builder.Services;
        builder.AddAmiCore();
        foreach (var module in AllModules.All)
        {
            module.AddServices(services, builder.Configuration);
        }

        var contexts = services.Select(s => s.ServiceType).Where(t => t.IsSubclassOf(typeof(DbContext))).Distinct().ToList();
        contexts.ShouldNotBeEmpty();
        var columns = await Columns(database.Owner);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var differences = contexts
            .SelectMany(c => ((DbContext)scope.ServiceProvider.GetRequiredService(c)).Model.GetEntityTypes())
            .Where(e => e.GetTableName() is not null)
            .SelectMany(e => e.GetProperties().Select(p => Difference(e, p, columns)))
            .OfType<string>();
        differences.ShouldBeEmpty();
    }

    private static string? Difference(IEntityType entity, IProperty property, Dictionary<(string Table, string Column), (string Type, bool Nullable)> columns)
    {
        var table = $"{entity.GetSchema()}.{entity.GetTableName()}";
        var name = property.GetColumnName();
        if (!columns.TryGetValue((table, name), out var column))
        {
            return $"{table}.{name} is in the model but not in the schema";
        }

        var type = property.GetColumnType();
        return column.Type != type ? $"{table}.{name} is {type} in the model and {column.Type} in the schema"
            : column.Nullable != property.IsColumnNullable() ? $"{table}.{name} is nullable in only one of model and schema"
            : null;
    }

    private static async Task<Dictionary<(string Table, string Column), (string Type, bool Nullable)>> Columns(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            """
            select n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v') and n.nspname !~ '^(pg_|information_schema)'
            """
        );
        var columns = new Dictionary<(string, string), (string, bool)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.GetBoolean(3));
        }

        return columns;
    }
}
