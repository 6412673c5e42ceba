using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>A response captured before it is sent, so that it can be stored with the effect and sent only after the commit.</summary>
internal sealed record StoredResponse(int Status, string? ContentType, string? Location, byte[] Body, bool Replayed = false) : IResult
{
    internal static async Task<StoredResponse> Capture(HttpContext http, object? result)
    {
        var response = http.Response;
        var original = response.Body;
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            var executable = result as IResult ?? TypedResults.Ok(result);
            await executable.ExecuteAsync(http);
            await response.BodyWriter.FlushAsync();
            return new StoredResponse(response.StatusCode, response.ContentType, response.Headers.Location, buffer.ToArray());
        }
        finally
        {
            response.Body = original;
        }
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.ContentLength = Body.Length;
        if (Replayed)
        {
            response.Headers[Idempotency.ReplayedHeader] = "true";
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
