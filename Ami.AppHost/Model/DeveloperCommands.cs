using Ami.AppHost.Lifecycle;
using Ami.AppHost.Servers;
using Ami.AppHost.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.AppHost.Model;

/// <summary>What a developer does to a running system, as commands in the dashboard. Those of the silo's command line run it as a terminal would.</summary>
internal sealed class DeveloperCommands(AmiSystem system, Database database, IResourceBuilder<IResourceWithConnectionString> redis)
{
    private const string Silo = "Ami.Silo";

    private static readonly string[] Roles = ["student", "instructor", "support", "admin"];
    private static readonly string[] StateFolders = ["mail", "files", "stripe"];
    private static readonly string[] Intervals = ["1m", "5m", "15m", "1h", "4h", "1d"];

    public void AddTo(IResourceBuilder<ServiceResource> web)
    {
        if (system.IsPublished)
        {
            return;
        }

        web.WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/admin/mails", DisplayText = "Mails" })
            .WithCommand(
                "grant-role",
                "Grant a role",
                context => RunAsync(context, "grant-role", Text(context, "email"), Text(context, "role")),
                new CommandOptions
                {
                    Description = "Gives an account a role; it holds from the next sign-in on.",
                    IconName = "PersonKey",
                    Arguments = [Input("email", "Email"), Choice("role", "Role", Roles)],
                }
            )
            .WithCommand(
                "import-candles",
                "Import candles",
                context =>
                    RunAsync(context, "import-candles", "--symbol", Text(context, "symbol"), "--interval", Text(context, "interval"), Text(context, "file")),
                new CommandOptions
                {
                    Description = "Adds real history from a CSV file on this machine.",
                    IconName = "ArrowImport",
                    Arguments = [Input("symbol", "Symbol"), Choice("interval", "Interval", Intervals), Input("file", "Path of the CSV file")],
                }
            )
            .WithCommand(
                "open-mails",
                "Open mails",
                OpenMailsAsync,
                new CommandOptions { Description = "Shows the newest mails that were sent; no mail server is needed.", IconName = "Mail" }
            );
        if (database.Server.Resource is EmbeddedPostgresResource postgres)
        {
            web.WithCommand(
                "reset-demo-data",
                "Reset demo data",
                context => ResetAsync(context, postgres),
                new CommandOptions
                {
                    Description = "Empties the database, migrates it and seeds the demo accounts.",
                    ConfirmationMessage = "Everything in the database, every mail and every file is deleted. Go on?",
                    IconName = "ArrowReset",
                }
            );
        }
    }

    private static string Text(ExecuteCommandContext context, string name) => context.Arguments[name].Value ?? "";

    private static InteractionInput Input(string name, string label) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Text,
            Required = true,
        };

    private static InteractionInput Choice(string name, string label, string[] values) =>
        new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Choice,
            Required = true,
            Options = [.. values.Select(value => KeyValuePair.Create(value, value))],
        };

    private async Task<ExecuteCommandResult> RunAsync(ExecuteCommandContext context, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            [$"ConnectionStrings__{database.App.Resource.Name}"] = await database.App.Resource.GetConnectionStringAsync(context.CancellationToken),
            [$"ConnectionStrings__{database.Owner.Resource.Name}"] = await database.Owner.Resource.GetConnectionStringAsync(context.CancellationToken),
            [$"ConnectionStrings__{redis.Resource.Name}"] = await redis.Resource.GetConnectionStringAsync(context.CancellationToken),
            ["Ami__MasterKey"] = system.Local.MasterKey,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };
        var outcome = await Command.TryAsync(
            Repository.Dotnet,
            [ServicesBuild.Output(system.Local.Repository, Silo), .. arguments],
            "/",
            context.CancellationToken,
            environment
        );
        return outcome is { ExitCode: 0 }
            ? CommandResults.Success("Done.", outcome.Output, CommandResultFormat.Text, displayImmediately: true)
            : CommandResults.Failure($"{arguments[0]} failed.", outcome?.Output ?? "dotnet was not found.");
    }

    private Task<ExecuteCommandResult> OpenMailsAsync(ExecuteCommandContext context)
    {
        const int shown = 10;
        var mails = new DirectoryInfo(Path.Combine(system.Local.StateFolder, "mail"))
            .EnumerateFiles("*.eml")
            .OrderByDescending(file => file.Name)
            .Take(shown)
            .Select(file => File.ReadAllText(file.FullName))
            .ToList();
        return Task.FromResult(
            CommandResults.Success(
                mails.Count == 0 ? "No mail has been sent yet." : $"The newest {mails.Count}.",
                string.Join($"\n\n{new string('─', 80)}\n\n", mails),
                CommandResultFormat.Text,
                displayImmediately: true
            )
        );
    }

    private async Task<ExecuteCommandResult> ResetAsync(ExecuteCommandContext context, EmbeddedPostgresResource postgres)
    {
        var cancel = context.CancellationToken;
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var watch = context.Services.GetRequiredService<SystemWatch>();
        var services = watch.Processes.Where(process => process is { Resource: ServiceResource, RunsOnce: false }).ToList();
        await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service.Id, KnownResourceCommands.StopCommand, cancel)));
        await PostgresRoles.EmptyAsync(postgres.SuperuserConnection(system.Local.Secrets.Superuser), cancel);
        foreach (var folder in StateFolders.Select(name => new DirectoryInfo(Path.Combine(system.Local.StateFolder, name))))
        {
            foreach (var entry in folder.Exists ? folder.EnumerateFileSystemInfos() : [])
            {
                if (entry is DirectoryInfo inner)
                {
                    inner.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }
        }

        var migrate = watch.Processes.Single(process => process.Name == "migrate");
        var migrated = context.Services.GetRequiredService<ResourceNotificationService>();
        await commands.ExecuteCommandAsync(migrate.Id, KnownResourceCommands.StartCommand, cancel);
        await migrated.WaitForResourceAsync(migrate.Name, KnownResourceStates.TerminalStates, cancel);
        var seeded = await RunAsync(context, "seed-demo");
        // In their order: what needs another that has ended would not be started.
        foreach (var service in services)
        {
            await commands.ExecuteCommandAsync(service.Id, KnownResourceCommands.StartCommand, cancel);
        }

        return seeded;
    }
}
