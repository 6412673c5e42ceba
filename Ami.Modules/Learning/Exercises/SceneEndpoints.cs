using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>A move in a scene.</summary>
/// <param name="Version">Of the scene, as it was shown.</param>
/// <param name="Move">What is done.</param>
internal sealed record MoveRequest(int Version, SceneMove Move);

/// <summary>Playing chart exercises. Everything here can be sent again, and nothing happens twice.</summary>
internal static class SceneEndpoints
{
    public static void Map(IEndpointRouteBuilder quizzes)
    {
        quizzes
            .MapGet("/{lesson}/attempts/{attempt}/scenes/{position}", Look)
            .WithName("GetScene")
            .WithSummary("A chart exercise of an attempt as it is now. Its scene is chosen when it is looked at first, and stays.");
        quizzes
            .MapGet("/{lesson}/attempts/{attempt}/scenes/{position}/bars", Bars)
            .WithName("GetSceneBars")
            .WithSummary("Longer bars of a chart exercise, made of those that are over.");
        quizzes
            .MapPost("/{lesson}/attempts/{attempt}/scenes/{position}/moves", Move)
            .RefuseImpersonation()
            .WithName("MoveInScene")
            .WithSummary("Trades or plays bars in a chart exercise. Where it moved since it was shown, the refusal says how it stands (`current`).");
    }

    private static async Task<Results<Ok<SceneView>, ProblemHttpResult>> Look(
        Guid lesson,
        Guid attempt,
        int position,
        ClaimsPrincipal user,
        TakeScene scenes,
        CancellationToken cancellationToken
    ) => (await scenes.Look(lesson, attempt, position, user, cancellationToken)).ToHttp(view => view);

    private static async Task<Results<Ok<SceneBars>, ProblemHttpResult>> Bars(
        Guid lesson,
        Guid attempt,
        int position,
        string? interval,
        ClaimsPrincipal user,
        TakeScene scenes,
        CancellationToken cancellationToken
    ) => (await scenes.Bars(lesson, attempt, position, interval, user, cancellationToken)).ToHttp(view => view);

    private static async Task<Results<Ok<SceneView>, ProblemHttpResult>> Move(
        Guid lesson,
        Guid attempt,
        int position,
        MoveRequest request,
        ClaimsPrincipal user,
        TakeScene scenes,
        CancellationToken cancellationToken
    ) => (await scenes.Move(lesson, attempt, position, request, user, cancellationToken)).ToHttp(view => view);
}
