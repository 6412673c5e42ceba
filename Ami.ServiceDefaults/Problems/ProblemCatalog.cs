using Microsoft.AspNetCore.Http;

namespace Ami.ServiceDefaults.Problems;

/// <summary>The stable code and the title of each status when nothing more precise is known.</summary>
internal static class ProblemCatalog
{
    private static readonly Dictionary<int, (string Code, string Title)> ByStatus = new()
    {
        [StatusCodes.Status400BadRequest] = ("request.malformed", "The request could not be understood"),
        [StatusCodes.Status401Unauthorized] = ("auth.unauthenticated", "Sign in to use this"),
        [StatusCodes.Status403Forbidden] = ("auth.forbidden", "You are not allowed to do this"),
        [StatusCodes.Status404NotFound] = ("request.not_found", "There is nothing here"),
        [StatusCodes.Status405MethodNotAllowed] = ("request.method_not_allowed", "This method is not supported here"),
        [StatusCodes.Status406NotAcceptable] = ("request.not_acceptable", "No representation matches what was asked for"),
        [StatusCodes.Status408RequestTimeout] = ("request.timeout", "The request took too long to arrive"),
        [StatusCodes.Status409Conflict] = ("request.conflict", "The request conflicts with the current state"),
        [StatusCodes.Status411LengthRequired] = ("request.length_required", "The request needs a Content-Length"),
        [StatusCodes.Status413PayloadTooLarge] = ("request.too_large", "The request body is too large"),
        [StatusCodes.Status414UriTooLong] = ("request.uri_too_long", "The address is too long"),
        [StatusCodes.Status415UnsupportedMediaType] = ("request.unsupported_media_type", "A body of this content type is not taken here"),
        [StatusCodes.Status422UnprocessableEntity] = ("request.unprocessable", "The request cannot be carried out"),
        [StatusCodes.Status429TooManyRequests] = ("request.too_many", "Too many requests"),
        [StatusCodes.Status431RequestHeaderFieldsTooLarge] = ("request.headers_too_large", "The request headers are too large"),
        [StatusCodes.Status500InternalServerError] = ("server.error", "Something went wrong on our side"),
        [StatusCodes.Status501NotImplemented] = ("server.not_implemented", "This is not supported"),
        [StatusCodes.Status502BadGateway] = ("edge.bad_gateway", "The service gave no usable answer"),
        [StatusCodes.Status503ServiceUnavailable] = ("server.unavailable", "The service is not available right now"),
        [StatusCodes.Status504GatewayTimeout] = ("edge.timeout", "The service took too long to answer"),
        [StatusCodes.Status505HttpVersionNotsupported] = ("request.http_version", "This version of HTTP is not supported"),
    };

    public static (string Code, string Title) For(int status) =>
        ByStatus.TryGetValue(status, out var known) ? known
        : status >= 500 ? ByStatus[StatusCodes.Status500InternalServerError]
        : ByStatus[StatusCodes.Status400BadRequest];
}
