using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>An answer to a question of an attempt.</summary>
/// <param name="Version">Of the question, as it was shown.</param>
/// <param name="Answer">What is answered; null takes it back.</param>
internal sealed record AnswerRequest(int Version, QuestionAnswer? Answer);

/// <summary>An attempt is finished.</summary>
/// <param name="Attempt">Which.</param>
internal sealed record SubmitRequest(Guid Attempt);

/// <summary>Taking quizzes. Everything here can be sent again, and nothing changes.</summary>
internal static class QuizEndpoints
{
    public static void Map(IEndpointRouteBuilder quizzes)
    {
        quizzes
            .MapGet("/{lesson}", Look)
            .WithName("GetQuiz")
            .WithSummary("A quiz that the signed-in user may take: its terms, their attempts, what counts of them, and whether they may begin another one.");
        quizzes
            .MapPost("/{lesson}/attempts", Start)
            .RefuseImpersonation()
            .WithName("StartAttempt")
            .WithSummary("Begins an attempt with questions that are drawn anew; while one is open, it is that one.");
        quizzes
            .MapGet("/{lesson}/attempts/{attempt}", Read)
            .WithName("GetAttempt")
            .WithSummary("An attempt of the signed-in user's with its questions; with right answers where those may be seen.");
        quizzes
            .MapPut("/{lesson}/attempts/{attempt}/answers/{position}", Answer)
            .RefuseImpersonation()
            .WithName("AnswerQuestion")
            .WithSummary("Keeps an answer. Where it was changed since the question was shown, or is final, the refusal says how it stands (`current`).");
        quizzes
            .MapPost("/{lesson}/submit", Submit)
            .RefuseImpersonation()
            .WithName("SubmitAttempt")
            .WithSummary("Finishes an attempt: it is scored with what was answered.");
    }

    private static async Task<Results<Ok<QuizView>, ProblemHttpResult>> Look(
        Guid lesson,
        ClaimsPrincipal user,
        TakeQuiz quizzes,
        CancellationToken cancellationToken
    ) => (await quizzes.Look(lesson, user, cancellationToken)).ToHttp(view => view);

    private static async Task<Results<Created<AttemptView>, Ok<AttemptView>, ProblemHttpResult>> Start(
        Guid lesson,
        ClaimsPrincipal user,
        TakeQuiz quizzes,
        CancellationToken cancellationToken
    )
    {
        var (begun, refusal) = await quizzes.Start(lesson, user, cancellationToken);
        return refusal is not null ? refusal.ToProblem()
            : begun is { IsNew: true } ? TypedResults.Created($"/api/quizzes/{lesson}/attempts/{begun.Attempt.Id}", begun.Attempt)
            : TypedResults.Ok(begun?.Attempt);
    }

    private static async Task<Results<Ok<AttemptView>, ProblemHttpResult>> Read(
        Guid lesson,
        Guid attempt,
        ClaimsPrincipal user,
        TakeQuiz quizzes,
        CancellationToken cancellationToken
    ) => (await quizzes.Read(lesson, attempt, user, cancellationToken)).ToHttp(view => view);

    private static async Task<Results<Ok<QuestionView>, ProblemHttpResult>> Answer(
        Guid lesson,
        Guid attempt,
        int position,
        AnswerRequest request,
        ClaimsPrincipal user,
        TakeQuiz quizzes,
        CancellationToken cancellationToken
    ) => (await quizzes.Answer(lesson, attempt, position, request, user, cancellationToken)).ToHttp(view => view);

    private static async Task<Results<Ok<AttemptView>, ProblemHttpResult>> Submit(
        Guid lesson,
        SubmitRequest request,
        ClaimsPrincipal user,
        TakeQuiz quizzes,
        CancellationToken cancellationToken
    ) => (await quizzes.Submit(lesson, request.Attempt, user, cancellationToken)).ToHttp(view => view);
}
