using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>Makes the secret that calls of a person's addresses are signed with.</summary>
internal static class MakeSecret
{
    private const int Bytes = 32;

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts
            .MapPost("/secret", Handle)
            .RefuseImpersonation()
            .WithName("MakeAlertSecret")
            .WithSummary("Makes the secret that calls of one's addresses are signed with, in place of an earlier one. It is told this once.");

    private static async Task<Ok<MadeSecret>> Handle(
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        MarketDb db,
        MasterKey master,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (userId, secret, now) = (user.UserId(), "amiwhs_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)), time.GetUtcNow());
        var stored = master.Seal(WebhookSignature.Purpose, userId.ToString(), Encoding.UTF8.GetBytes(secret));
        await unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold($"market.alerts:{userId}", ct);
                if (await db.AlertSecrets.SingleOrDefaultAsync(s => s.UserId == userId, ct) is { } before)
                {
                    (before.Secret, before.MadeAt) = (stored, now);
                }
                else
                {
                    db.AlertSecrets.Add(
                        new AlertSecret
                        {
                            UserId = userId,
                            Secret = stored,
                            MadeAt = now,
                        }
                    );
                }

                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return TypedResults.Ok(new MadeSecret(secret, now));
    }
}
