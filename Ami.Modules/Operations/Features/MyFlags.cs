using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>The flags one has: all that the web app needs to know, in one call.</summary>
internal static class MyFlags
{
    /// <param name="On">Names of the flags that are on for the caller, sorted.</param>
    internal sealed record MyFlagsAnswer(IReadOnlyList<string> On);

    public static void Map(IEndpointRouteBuilder me) =>
        me.MapGet("/flags", Handle).WithName("GetMyFlags").WithSummary("Names of the features that are on for the caller.");

    private static async Task<Ok<MyFlagsAnswer>> Handle(ClaimsPrincipal user, Flags flags, CancellationToken cancellationToken) =>
        TypedResults.Ok(new MyFlagsAnswer(await flags.OnFor(user.UserId(), cancellationToken)));
}
