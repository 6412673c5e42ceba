using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ami.ServiceDefaults.Problems;

/// <summary>
/// The one place where failures become answers: exceptions, and statuses that were set without a body (unknown route, wrong
/// method, wrong content type, challenge …). Nothing of an unexpected exception reaches the client but the trace id.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, IOptions<ExceptionAnswers> answers, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest;
            }

            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Answer(context, exception);
            return;
        }
        if (context.Response.StatusCode >= 400 && IsEmpty(context.Response))
        {
            await context.WriteProblem(context.Response.StatusCode);
        }
    }

    private static bool IsEmpty(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null or 0 && string.IsNullOrEmpty(response.ContentType);

    private Task Answer(HttpContext context, Exception exception)
    {
        var answer = answers.Value.For(exception);
        using (logger.BeginScope(new KeyValuePair<string, object?>[] { new("userId", context.User.FindFirstValue("sub")) }))
        {
            if (answer.Status >= 500)
            {
                logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path.Value);
            }
            else
            {
                logger.LogDebug(exception, "{Method} {Path} was refused with {Status}", context.Request.Method, context.Request.Path.Value, answer.Status);
            }
        }
        context.Response.Clear();
        return context.WriteProblem(answer.Status, answer.Code, answer.Detail, answer.RetryAfter);
    }
}

internal static class ProblemSetup
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        // Also outside Development: the exception carries which parameter or JSON path was wrong.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
