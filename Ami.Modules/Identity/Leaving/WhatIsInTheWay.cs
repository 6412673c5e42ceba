using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>What has to be settled before one's account can be erased, from all modules that hold something for people.</summary>
internal sealed class WhatIsInTheWay(IEnumerable<IErasureGate> gates, UnitOfWork unitOfWork)
{
    /// <param name="Amount">How much.</param>
    /// <param name="Currency">In which currency.</param>
    internal sealed record ObstacleAmount(decimal Amount, string Currency);

    /// <param name="Code">What it is; asking to be erased is refused with the same code.</param>
    /// <param name="Amounts">How much of it.</param>
    /// <param name="CanBeGivenUp">Whether one may leave without it.</param>
    internal sealed record Obstacle(string Code, IReadOnlyList<ObstacleAmount> Amounts, bool CanBeGivenUp);

    /// <param name="Obstacles">Empty when nothing is in the way.</param>
    internal sealed record DeletionOutlook(IReadOnlyList<Obstacle> Obstacles);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/deletion", Handle)
            .RequireAuthorization()
            .WithName("GetMyDeletion")
            .WithSummary("What has to be settled before the account can be erased.");

    /// <summary>All of it, as long as the transaction lasts.</summary>
    public Task<IReadOnlyList<ErasureObstacle>> Find(Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Run<IReadOnlyList<ErasureObstacle>>(
            async ct =>
            {
                foreach (var gate in gates)
                {
                    await gate.Hold(userId, ct);
                }

                List<ErasureObstacle> found = [];
                foreach (var gate in gates)
                {
                    found.AddRange(await gate.Obstacles(userId, ct));
                }

                return found;
            },
            cancellationToken
        );

    private static async Task<Ok<DeletionOutlook>> Handle(ClaimsPrincipal user, WhatIsInTheWay way, CancellationToken cancellationToken)
    {
        var found = await way.Find(user.UserId(), cancellationToken);
        return TypedResults.Ok(
            new DeletionOutlook([
                .. found.Select(one => new Obstacle(
                    one.Error.Code,
                    [.. one.Amounts.Select(money => new ObstacleAmount(money.Amount, money.Currency.Code))],
                    one.CanBeGivenUp
                )),
            ])
        );
    }
}
