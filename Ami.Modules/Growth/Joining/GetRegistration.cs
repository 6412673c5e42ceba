using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>How one becomes a user, for whoever wants to.</summary>
internal static class GetRegistration
{
    /// <param name="Mode">Whether everybody may, or who was invited, and whether one can queue for that.</param>
    internal sealed record RegistrationNow(JoiningMode Mode);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/registration", Handle)
            .AllowAnonymous()
            .WithTags("Joining")
            .WithName("GetRegistration")
            .WithSummary("Whether one needs an invitation to make an account.");

    private static async Task<Ok<RegistrationNow>> Handle(GrowthDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Registration.AsNoTracking().Select(r => new RegistrationNow(r.Mode)).SingleAsync(cancellationToken));
}
