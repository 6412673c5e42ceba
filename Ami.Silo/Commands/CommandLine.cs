using Ami.Modules;
using Microsoft.Extensions.Configuration.Memory;

namespace Ami.Silo.Commands;

/// <summary>Finds the command that the first argument names, among ours and those that modules registered, and runs it.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;
    private const string Nowhere = "Host=127.0.0.1;Port=1;Database=ami;Timeout=1";

    public static async Task<int> Run(IReadOnlyList<string> arguments)
    {
        // Built but never started: hosted services stay asleep.
        using var host = Build(asOwner: false);
        await using var scope = host.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<ICommand>().OrderBy(command => command.Name, StringComparer.Ordinal).ToList();
        if (commands.FirstOrDefault(command => command.Name == arguments[0]) is not { } chosen)
        {
            return Usage(commands, arguments[0]);
        }

        if (!chosen.AsOwner)
        {
            return await Run(chosen, arguments);
        }

        if (scope.ServiceProvider.GetRequiredService<IConfiguration>().GetConnectionString(CoreServices.OwnerDatabase) is null)
        {
            await Console.Error.WriteLineAsync(
                $"ConnectionStrings__{CoreServices.OwnerDatabase} is not set: {chosen.Name} needs the role that owns the schemas."
            );
            return WrongUsage;
        }

        using var owners = Build(asOwner: true);
        await using var ownersScope = owners.Services.CreateAsyncScope();
        return await Run(ownersScope.ServiceProvider.GetServices<ICommand>().Single(command => command.Name == chosen.Name), arguments);
    }

    private static IHost Build(bool asOwner)
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                ContentRootPath = AppContext.BaseDirectory,
                // A host without web settings would not look at the variable that all our processes are started with.
                EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
            }
        );
        builder.Configuration.AddRunningSystem(Environment.CurrentDirectory);
        // Commands are made before one is chosen, and their services want a connection string; migrate has and needs only the owner's.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0,
            new MemoryConfigurationSource { InitialData = [new("ConnectionStrings:" + CoreServices.Database, Nowhere)] }
        );
        if (asOwner)
        {
            builder.Configuration[$"ConnectionStrings:{CoreServices.Database}"] = builder.Configuration.GetConnectionString(CoreServices.OwnerDatabase);
        }

        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddAmiCore();
        builder.AddClusterClient();
        builder.Services.AddScoped<ICommand, MigrateCommand>();
        builder.Services.AddScoped<ICommand, VerifyAuditCommand>();
        foreach (var module in AllModules.All.Enabled(builder.Configuration))
        {
            module.AddServices(builder.Services, builder.Configuration);
            module.AddBackground(builder.Services, builder.Configuration);
        }

        return builder.Build();
    }

    private static async Task<int> Run(ICommand chosen, IReadOnlyList<string> arguments)
    {
        using var cancel = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancel.Cancel();
        };
        try
        {
            return await chosen.Run([.. arguments.Skip(1)], Console.Out, cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return 1;
        }
        catch (Exception exception) when (DatabaseFaults.IsTransient(exception))
        {
            await Console.Error.WriteLineAsync(
                $"The database cannot be reached: {exception.Message} Start the system (dotnet run --project Ami.AppHost) or set ConnectionStrings__ami."
            );
            return 1;
        }
    }

    private static int Usage(List<ICommand> commands, string asked)
    {
        var help = asked == "--help";
        var output = help ? Console.Out : Console.Error;
        if (!help)
        {
            output.WriteLine($"There is no command '{asked}'.");
        }

        output.WriteLine("Commands:");
        foreach (var command in commands)
        {
            output.WriteLine("  " + command.Usage);
        }

        return help ? 0 : WrongUsage;
    }
}
