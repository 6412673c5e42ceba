using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ami.ApiService.OpenApi;

/// <summary>Decimals are exact numbers on the wire; "double" would say otherwise. Enums are strings.</summary>
internal sealed class SchemaFacts : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(decimal))
        {
            schema.Format = "decimal";
        }

        if (schema.Enum is { Count: > 0 })
        {
            schema.Type ??= JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }
}
