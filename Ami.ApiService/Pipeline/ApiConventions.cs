using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Authorization;

namespace Ami.ApiService.Pipeline;

/// <summary>What holds for every endpoint: JSON, who may call, and what database failures answer.</summary>
internal static class ApiConventions
{
    public static void AddApiConventions(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        services.Configure<ExceptionAnswers>(answers =>
        {
            answers.Add(DatabaseAnswers.For);
            answers.Add(FileAnswers.For);
        });
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RoutedOnlyAuthorization>();
    }

    /// <summary>
    /// A parameter of a request record without a default value must be sent, and null is refused unless the type allows it, so that
    /// handlers never meet a null that the compiler says cannot be there. Decimals are numbers, enums camelCase names.
    /// </summary>
    internal static void Configure(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 32;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
