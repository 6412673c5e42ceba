using System.Globalization;
using Ami.Modules;
using Npgsql;

namespace Ami.Silo.Commands;

/// <summary>Applies, undoes and lists the SQL migrations of the core and of every module, as the owner of the schemas.</summary>
internal sealed class MigrateCommand(IConfiguration configuration) : ICommand
{
    private const int WrongUsage = 2;

    public string Name => "migrate";

    public string Usage => "migrate [up | down MODULE VERSION | status]   apply pending migrations; undo a module's down to VERSION (0: all); list them";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(CoreServices.OwnerDatabase) is not { } owner)
        {
            await output.WriteLineAsync($"ConnectionStrings__{CoreServices.OwnerDatabase} is not set: migrations need the role that owns the schemas.");
            return WrongUsage;
        }
        await using var dataSource = NpgsqlDataSource.Create(owner);
        // Modules that are switched off too: switching one on must not need a migration first.
        var migrator = new Migrator(dataSource, AllModules.All.Migrations());
        return arguments switch
        {
            [] or ["up"] => await Report(await migrator.Up(output.WriteLine, cancellationToken), "applied", output),
            ["down", var module, var version] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) => await Report(
                await migrator.Down(module, keep, output.WriteLine, cancellationToken),
                "undone",
                output
            ),
            ["status"] => await List(migrator, output, cancellationToken),
            _ => await Explain(output),
        };
    }

    private static async Task<int> Report(Result<int> result, string done, TextWriter output)
    {
        await output.WriteLineAsync(
            result.Match(
                count => count == 0 ? "The schema is up to date." : $"{count} {(count == 1 ? "migration" : "migrations")} {done}.",
                error => error.Message
            )
        );
        return result.IsOk ? 0 : 1;
    }

    private static async Task<int> List(Migrator migrator, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var status in await migrator.Status(cancellationToken))
        {
            var state =
                status.Changed ? "CHANGED after it was applied"
                : status.AppliedAt is { } at ? $"applied {at:u}"
                : "pending";
            await output.WriteLineAsync(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0,-14} {1:000}_{2,-28} {3}",
                    status.Script.Module,
                    status.Script.Version,
                    status.Script.Name,
                    state
                )
            );
        }
        return 0;
    }

    private async Task<int> Explain(TextWriter output)
    {
        await output.WriteLineAsync("Usage: " + Usage);
        return WrongUsage;
    }
}
