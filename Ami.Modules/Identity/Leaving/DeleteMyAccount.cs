using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Asks for one's account to be erased. Signs out everywhere at once; signing in again before the day calls it off.</summary>
internal static class DeleteMyAccount
{
    /// <param name="Confirmation">The account's e-mail address, typed by the person.</param>
    /// <param name="GiveUp">Also without what can be given up.</param>
    internal sealed record DeleteMyAccountRequest(string Confirmation, bool GiveUp = false);

    /// <param name="ErasedAfter">When everything will be erased.</param>
    internal sealed record DeletionRequested(DateTimeOffset ErasedAfter);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/me/deletion", Handle)
            .RequireAuthorization()
            .RequireFreshSignIn()
            .WithSummary("Asks for the account to be erased in fourteen days; signs out everywhere.");

    private static async Task<Results<Ok<DeletionRequested>, ProblemHttpResult>> Handle(
        DeleteMyAccountRequest request,
        HttpContext context,
        ClaimsPrincipal user,
        AccountDeletion deletion,
        CancellationToken cancellationToken
    )
    {
        var requested = await deletion.Request(user.UserId(), request.Confirmation, request.GiveUp, cancellationToken);
        if (!requested.Try(out var due, out var error))
        {
            return error.ToProblem();
        }

        RefreshCookie.Clear(context.Response);
        return TypedResults.Ok(new DeletionRequested(due));
    }
}
