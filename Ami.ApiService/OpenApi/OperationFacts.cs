using System.Text.Json;
using Ami.Modules.Workers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ami.ApiService.OpenApi;

/// <summary>What every operation has but no handler declares: the security it needs, its error answer, the idempotency header.</summary>
internal sealed class OperationFacts : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scheme = metadata.OfType<ApiKeyRequired>().Any() ? DocumentFacts.ApiKey : DocumentFacts.Bearer;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
        }

        if (metadata.OfType<IdempotencyKeyRequired>().Any())
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = Idempotency.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "A new value for each attempt of a person; the same value when a request is repeated.",
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = 128,
                    },
                }
            );
        }

        // The members of a record that binds the query are bound whatever their case; clients write them like every other parameter.
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query) ?? [])
        {
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
        }

        operation.Responses ??= [];
        foreach (var status in operation.Responses.Keys.Where(key => key.StartsWith('4') || key.StartsWith('5')).ToArray())
        {
            operation.Responses.Remove(status);
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Problem",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) },
            },
        };
        return Task.CompletedTask;
    }
}
