using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Everything the system holds of oneself, in one zip file that is written while it is sent.</summary>
internal static class ExportMyData
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/export", Handle)
            .WithUrgency(Urgency.Bulk)
            .RequireAuthorization()
            .RequireFreshSignIn()
            .Produces<Stream>(StatusCodes.Status200OK, "application/zip")
            .WithSummary("Everything the system holds of the signed-in user, as a zip file.");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        HttpContext context,
        PersonalDataSet data,
        RunningExports running,
        AuditLog audit,
        TimeProvider time
    )
    {
        var userId = context.User.UserId();
        if (!running.TryBegin(userId))
        {
            return IdentityErrors.ExportRunning.ToProblem();
        }

        try
        {
            await audit.Write(new AuditEntry("identity.data-exported", "user", userId.ToString()), context.RequestAborted);
        }
        catch
        {
            running.End(userId);
            throw;
        }

        context.Response.Headers.CacheControl = "no-store";
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return TypedResults.Stream(
            async body =>
            {
                try
                {
                    await data.Export(userId, body, context.RequestAborted);
                }
                finally
                {
                    running.End(userId);
                }
            },
            "application/zip",
            $"ami-{day}.zip"
        );
    }
}
