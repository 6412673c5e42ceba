using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>The silos and the grains that they hold in memory. An answer of its own: health must be told even when no silo answers.</summary>
internal static class GetCluster
{
    /// <summary>How a silo is.</summary>
    internal enum SiloState
    {
        /// <summary>Not yet, or no longer, given grains.</summary>
        Changing,

        /// <summary>Holds grains.</summary>
        Active,

        /// <summary>Stopped, or declared dead by the others.</summary>
        Dead,
    }

    /// <param name="Address">Under which other silos reach it; a silo that starts again has another generation behind the @.</param>
    /// <param name="Host">Its machine.</param>
    /// <param name="SeenAt">When it last wrote that it is alive.</param>
    /// <param name="Grains">Grains of AMI that it holds in memory.</param>
    internal sealed record SiloView(string Address, string Host, SiloState State, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Grains);

    /// <param name="Type">Class of the grain.</param>
    /// <param name="Activations">In memory, on all silos together.</param>
    internal sealed record GrainView(string Type, int Activations);

    /// <param name="Silos">Active ones first, newest first; dead ones are forgotten after an hour.</param>
    /// <param name="Grains">By number, most first.</param>
    internal sealed record ClusterView(DateTimeOffset At, IReadOnlyList<SiloView> Silos, IReadOnlyList<GrainView> Grains);

    public static void Map(IEndpointRouteBuilder admin) =>
        admin
            .MapGet("/cluster", Handle)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("GetCluster")
            .WithSummary("Silos and the grains in their memory.");

    private static async Task<Ok<ClusterView>> Handle(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var members = await management.Ask(m => m.GetDetailedHosts(onlyActive: false), cancellationToken);
        var held = (await management.Ask(m => m.GetSimpleGrainStatistics(), cancellationToken))
            .Where(s => s.GrainType.StartsWith("Ami.", StringComparison.Ordinal))
            .ToList();
        var silos = members
            .Select(m => new SiloView(
                m.SiloAddress.ToParsableString(),
                m.HostName,
                StateOf(m.Status),
                At(m.StartTime),
                At(m.IAmAliveTime),
                held.Where(h => h.SiloAddress.Equals(m.SiloAddress)).Sum(h => h.ActivationCount)
            ))
            .OrderByDescending(s => s.State == SiloState.Active)
            .ThenByDescending(s => s.StartedAt)
            .ToList();
        var types = held.GroupBy(h => Name(h.GrainType))
            .Select(g => new GrainView(g.Key, g.Sum(h => h.ActivationCount)))
            .OrderByDescending(g => g.Activations)
            .ToList();
        return TypedResults.Ok(new ClusterView(time.GetUtcNow(), silos, types));
    }

    private static SiloState StateOf(SiloStatus status) =>
        status switch
        {
            SiloStatus.Active => SiloState.Active,
            SiloStatus.Dead => SiloState.Dead,
            _ => SiloState.Changing,
        };

    private static DateTimeOffset At(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>The class's own name, of a full one that an assembly's may follow.</summary>
    private static string Name(string type) => type.Split(',')[0].Split('.')[^1];
}
