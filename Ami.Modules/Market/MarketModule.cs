using Ami.Core;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Live;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Modules.Market;

/// <summary>Symbols, candles and live prices. See README.md in this folder.</summary>
public sealed class MarketModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Market";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LiveTicks>();
        services.AddSingleton(p => new SymbolDirectory(
            p.GetRequiredService<NpgsqlDataSource>(), p.GetRequiredService<LiveBus>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new QuoteBoard(
            p.GetRequiredService<SymbolDirectory>(), p.GetRequiredService<LiveTicks>(), p.GetRequiredService<LiveBus>(), p.GetRequiredService<TimeProvider>()));
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
    }
}
