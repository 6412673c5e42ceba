using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Ends the session of the cookie. Always succeeds: whoever asks is signed out afterwards.</summary>
internal static class Logout
{
    public static void Map(IEndpointRouteBuilder auth) => auth.MapPost("/logout", Handle).AllowAnonymous().WithSummary("Ends the session of the cookie.");

    private static async Task<NoContent> Handle(HttpContext context, UnitOfWork unitOfWork, SessionStore sessions, AuditLog audit)
    {
        if (RefreshCookie.Read(context.Request) is { } presented)
        {
            await unitOfWork.Run(
                async ct =>
                {
                    if (await sessions.Close(presented, ct) is { } userId)
                    {
                        audit.Append(new AuditEntry("identity.signed-out", "user", userId.ToString()) { ActorId = userId });
                    }
                },
                context.RequestAborted
            );
        }

        RefreshCookie.Clear(context.Response);
        return TypedResults.NoContent();
    }
}
