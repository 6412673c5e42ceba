using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ami.Tests.Architecture;

/// <summary>
/// What silos and clients of different versions must agree on, as lines of text: grain interfaces with their methods, grain classes, and everything that
/// travels in a call. Also says what has no stable name.
/// </summary>
internal sealed class GrainContracts
{
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly HashSet<Type> _seen = [];
    private readonly Dictionary<string, Type> _names = [];

    /// <summary>Value types and classes that do not know Orleans, by the surrogate that travels for them.</summary>
    private readonly Dictionary<Type, Type> _surrogates;

    private GrainContracts(IReadOnlyList<Type> types) =>
        _surrogates = (
            from type in types
            where type.IsDefined(typeof(RegisterConverterAttribute))
            let converter = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConverter<,>)).GetGenericArguments()
            select (Value: Definition(converter[0]), Surrogate: Definition(converter[1]))
        ).ToDictionary(pair => pair.Value, pair => pair.Surrogate);

    internal static (IReadOnlyCollection<string> Lines, IReadOnlyList<string> Faults) Of(params IEnumerable<Assembly> assemblies)
    {
        var types = assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Ami.", StringComparison.Ordinal) == true)
            .ToList();
        var contracts = new GrainContracts(types);
        foreach (var type in types)
        {
            if (type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
            {
                contracts.AddInterface(type);
            }
            else if (type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(Grain)))
            {
                contracts.AddClass(type);
            }
            else if (type.IsDefined(typeof(GenerateSerializerAttribute)))
            {
                contracts.Name(type);
            }
        }

        return (contracts._lines, contracts._faults);
    }

    private void AddInterface(Type grain)
    {
        var alias = AliasOf(grain);
        var key = Array
            .Find(grain.GetInterfaces(), i => i.Namespace == typeof(IGrain).Namespace && i.Name.StartsWith("IGrainWith", StringComparison.Ordinal))
            ?.Name;
        _lines.Add($"grain {alias}: {key}");
        var methods = new HashSet<string>();
        foreach (var method in grain.GetMethods().Where(method => !method.IsStatic))
        {
            var name = method.GetCustomAttribute<AliasAttribute>()?.Alias;
            if (name is null || !methods.Add(name))
            {
                _faults.Add($"{grain.Name}.{method.Name} has no [Alias] of its own");
            }

            _lines.Add($"grain {alias}.{name}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}): {Name(method.ReturnType)}");
        }
    }

    private void AddClass(Type grain)
    {
        var name = grain.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, null!).ToString();
        if (name is null)
        {
            _faults.Add($"{grain.Name} has no [GrainType]");
        }

        foreach (var contract in grain.GetInterfaces().Where(i => i.IsDefined(typeof(AliasAttribute))))
        {
            _lines.Add($"class {name}: {contract.GetCustomAttribute<AliasAttribute>()!.Alias}");
        }
    }

    /// <summary>The stable name of a type that travels; adds its lines.</summary>
    private string Name(Type type)
    {
        if (type.IsGenericParameter || type.IsPrimitive)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        var arguments = type.IsGenericType && !type.IsGenericTypeDefinition ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "";
        var definition = Definition(type);
        return (
                _surrogates.TryGetValue(definition, out var surrogate) ? AddMessage(surrogate)
                : definition.IsDefined(typeof(GenerateSerializerAttribute)) ? AddMessage(definition)
                : definition.IsEnum ? AddEnum(definition)
                : AddForeign(definition)
            ) + arguments;
    }

    private string AddMessage(Type message)
    {
        if (!_seen.Add(message))
        {
            return message.GetCustomAttribute<AliasAttribute>()?.Alias ?? message.Name;
        }

        var alias = AliasOf(message);
        _lines.Add($"message {alias}: {(message.IsValueType ? "struct" : "class")}");
        if (message.BaseType is { } parent && parent.IsDefined(typeof(GenerateSerializerAttribute)))
        {
            _lines.Add($"message {alias}: is a {Name(parent)}");
        }

        foreach (var (place, member, type) in Positions(message).Concat(Ids(message)))
        {
            _lines.Add($"message {alias} {place}: {Name(type)} ({member})");
        }

        return alias;
    }

    /// <summary>A record's primary constructor: what it takes is numbered by position.</summary>
    private static IEnumerable<(string Place, string Member, Type Type)> Positions(Type message)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var isRecord = message.GetMethod("PrintMembers", Declared) is not null;
        var properties = message
            .GetProperties(Declared)
            .Where(p => p.GetMethod?.IsDefined(typeof(CompilerGeneratedAttribute)) == true)
            .ToDictionary(p => p.Name, p => p.PropertyType);
        var primary = !isRecord
            ? null
            : message
                .GetConstructors(Declared)
                .Where(c =>
                    c.GetParameters() is { Length: > 0 } parameters
                    && Array.TrueForAll(parameters, p => p.Name is { } name && properties.GetValueOrDefault(name) == p.ParameterType)
                )
                .MaxBy(c => c.GetParameters().Length);
        return primary?.GetParameters().Select((p, i) => ($"({i})", p.Name!, p.ParameterType)) ?? [];
    }

    private static IEnumerable<(string Place, string Member, Type Type)> Ids(Type message) =>
        from member in message.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select ($"[{id.Id}]", member.Name, member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType);

    private string AddEnum(Type type)
    {
        var name = StableName(type, type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name);
        foreach (var value in Enum.GetValuesAsUnderlyingType(type))
        {
            _lines.Add($"enum {name} {value}: {Enum.GetName(type, value)}");
        }

        return $"{name}:{Enum.GetUnderlyingType(type).Name}";
    }

    private string AddForeign(Type type)
    {
        if (type.Namespace?.StartsWith("Ami.", StringComparison.Ordinal) == true)
        {
            _faults.Add($"{type.Name} travels in a grain call and has neither [GenerateSerializer] with [Alias] nor a converter");
        }

        return type.Name.Split('`')[0];
    }

    private string AliasOf(Type type)
    {
        var alias = type.GetCustomAttribute<AliasAttribute>()?.Alias;
        if (alias is null)
        {
            _faults.Add($"{type.Name} has no [Alias]");
            return type.Name;
        }

        if (type.IsGenericTypeDefinition && !alias.EndsWith($"`{type.GetGenericArguments().Length}", StringComparison.Ordinal))
        {
            _faults.Add($"{type.Name} is generic, and its [Alias] {alias} does not end with the arity: Orleans could write it but not read it");
        }

        return StableName(type, alias);
    }

    private string StableName(Type type, string name)
    {
        if (!_names.TryAdd(name, type) && _names[name] != type)
        {
            _faults.Add($"{type.FullName} and {_names[name].FullName} are both called {name}");
        }

        return name;
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
