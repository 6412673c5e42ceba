using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>Rating cards, taking a rating back, and setting cards aside. Everything here can be sent again, and nothing changes.</summary>
internal static class RateCards
{
    public static void Map(IEndpointRouteBuilder practice)
    {
        practice
            .MapPut("/reviews/{review}", Rate)
            .RefuseImpersonation()
            .WithName("RateCard")
            .WithSummary(
                "Rates a card under an id of the client's. Where the card was changed since it was shown, the refusal says how it stands (`current`)."
            );
        practice.MapDelete("/reviews/{review}", Undo).RefuseImpersonation().WithName("UndoReview").WithSummary("Takes the signed-in user's last rating back.");
        practice
            .MapPost(
                "/cards/{card}/suspend",
                (Guid card, ClaimsPrincipal user, Practising practising, CancellationToken ct) => Suspend(card, true, user, practising, ct)
            )
            .RefuseImpersonation()
            .WithName("SuspendCard")
            .WithSummary("Sets a card aside: it is not asked until it is taken back.");
        practice
            .MapPost(
                "/cards/{card}/resume",
                (Guid card, ClaimsPrincipal user, Practising practising, CancellationToken ct) => Suspend(card, false, user, practising, ct)
            )
            .RefuseImpersonation()
            .WithName("ResumeCard")
            .WithSummary("Takes a card back that was set aside. It goes on where it stood.");
    }

    private static async Task<Results<Ok<CardStand>, ProblemHttpResult>> Rate(
        Guid review,
        RateRequest request,
        ClaimsPrincipal user,
        Practising practising,
        CancellationToken cancellationToken
    ) => (await practising.Rate(review, request, user, cancellationToken)).ToHttp(stand => stand);

    private static async Task<Results<Ok<CardStand>, ProblemHttpResult>> Undo(
        Guid review,
        ClaimsPrincipal user,
        Practising practising,
        CancellationToken cancellationToken
    ) => (await practising.Undo(review, user.UserId(), cancellationToken)).ToHttp(stand => stand);

    private static async Task<Results<Ok<CardStand>, ProblemHttpResult>> Suspend(
        Guid card,
        bool isSuspended,
        ClaimsPrincipal user,
        Practising practising,
        CancellationToken cancellationToken
    ) => (await practising.Suspend(card, isSuspended, user, cancellationToken)).ToHttp(stand => stand);
}
