using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Operations.Features;

/// <summary>The figures of every module, for the front page of the admin area.</summary>
internal static class GetDashboard
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin
            .MapGet("/dashboard", Handle)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("GetDashboard")
            .WithSummary("The system's figures now.");

    private static async Task<Ok<Dashboard>> Handle(CurrentFigures figures, CancellationToken cancellationToken) =>
        TypedResults.Ok(await figures.Read(cancellationToken));
}

/// <param name="At">When they were read.</param>
/// <param name="Figures">In the order of the modules.</param>
internal sealed record Dashboard(DateTimeOffset At, IReadOnlyList<Figure> Figures);

/// <summary>Reads the figures at most every two seconds, however many people look at them.</summary>
internal sealed class CurrentFigures(IServiceScopeFactory scopes, TimeProvider time, ILogger<CurrentFigures> logger)
{
    private readonly SharedCopy<Dashboard> _copy = new(ct => ReadNow(scopes, time, ct), TimeSpan.FromSeconds(2), time, logger) { StaleFor = TimeSpan.Zero };

    public ValueTask<Dashboard> Read(CancellationToken cancellationToken) => _copy.Get(cancellationToken);

    private static async Task<Dashboard> ReadNow(IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var figures = new List<Figure>();
        foreach (var source in scope.ServiceProvider.GetServices<IFigures>())
        {
            figures.AddRange(await source.Read(cancellationToken));
        }

        return new Dashboard(now, figures);
    }
}
