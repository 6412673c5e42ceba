using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// One feature area with its schema, endpoints and background work. Its class is the contents page of its folder.
/// Switched off by <c>Modules:{Name}:Enabled=false</c>; everything else must work without it.
/// </summary>
public interface IModule
{
    /// <summary>The folder's name, for example <c>PaperTrading</c>; the schema is the same in snake_case.</summary>
    string Name { get; }

    /// <summary>True for what the system cannot be without; every other module has a switch among the feature flags.</summary>
    bool IsEssential => false;

    /// <summary>Registers what every process needs: contexts, grains, events and their handlers, queries.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps the HTTP endpoints. Called in the API only.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints);

    /// <summary>Registers hosted services, jobs and commands. Called in the silo only.</summary>
    void AddBackground(IServiceCollection services, IConfiguration configuration);
}

/// <summary>
/// A command line of the silo, <c>dotnet run --project Ami.Silo -- NAME …</c>, contributed by a module in <see cref="IModule.AddBackground"/>.
/// </summary>
public interface ICommand
{
    /// <summary>The first argument, for example <c>import-candles</c>.</summary>
    string Name { get; }

    /// <summary>Arguments and purpose, one line, shown by <c>--help</c>.</summary>
    string Usage { get; }

    /// <summary>Whether it does what services may not, and signs in to the database as the role that owns the schemas.</summary>
    bool AsOwner => false;

    /// <summary>Runs it.</summary>
    /// <param name="arguments">What follows the name.</param>
    /// <param name="output">Where a person reads progress and results.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code: 0 success, 1 refused or failed, 2 wrong usage.</returns>
    Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}

/// <summary>Applies modules to hosts.</summary>
public static class ModuleExtensions
{
    /// <summary>The migrations of the core and of these modules, in the order in which they run.</summary>
    public static IReadOnlyList<MigrationScript> Migrations(this IEnumerable<IModule> modules) =>
        [.. MigrationScript.Embedded(typeof(Migrator).Assembly), .. modules.SelectMany(module => MigrationScript.Embedded(module.GetType().Assembly))];

    /// <summary>The modules that configuration leaves on.</summary>
    public static IReadOnlyList<IModule> Enabled(this IEnumerable<IModule> modules, IConfiguration configuration) =>
        [.. modules.Where(m => configuration.GetValue($"Modules:{m.Name}:Enabled", true))];
}
