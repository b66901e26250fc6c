import type {
  ANNOTATION,
  ASSERT,
  ASSIGNMENT,
  AUGMENTED,
  AWAIT,
  BINARY,
  CALL,
  CLASS,
  COMPREHENSION,
  COMPREHENSION_FOR,
  COMPREHENSION_IF,
  CONSTANT,
  DELETE,
  DICTIONARY,
  DICTIONARY_ENTRY,
  DICTIONARY_EXPAND,
  ELLIPSIS,
  ERROR,
  FOR,
  FORMAT_STRING,
  FUNCTION,
  GLOBAL,
  IF,
  IMPORT,
  IMPORT_FROM,
  INDEX,
  LAMBDA,
  LIST,
  MATCH,
  MEMBER,
  NAME,
  NONLOCAL,
  NUMBER,
  PATTERN_ARGUMENT,
  PATTERN_AS,
  PATTERN_CAPTURE,
  PATTERN_CLASS,
  PATTERN_ENTRY,
  PATTERN_EXPAND,
  PATTERN_LITERAL,
  PATTERN_MAPPING,
  PATTERN_SEQUENCE,
  PATTERN_VALUE,
  RAISE,
  RETURN,
  SET,
  SLICE,
  STATEMENTS,
  STRING,
  STRINGS,
  TERNARY,
  TRY,
  TUPLE,
  TYPE_ALIAS,
  UNARY,
  UNPACK,
  WALRUS,
  WHILE,
  WITH,
  YIELD,
  YIELD_FROM,
} from './kinds.ts';

/** Shapes of Pyright's syntax nodes, as far as facts need them. */

/** Every node; `d` holds its children and differs from type to type. */
interface Base<Type extends number, Children> {
  readonly nodeType: Type;
  /** Offset in the parsed text, widened to the parentheses around an expression. */
  readonly start: number;
  readonly length: number;
  readonly d: Children;
}

export interface Keyed {
  readonly start: number;
  readonly length: number;
}

export type NameNode = Base<typeof NAME, { readonly token: Keyed; readonly value: string }>;
export type CallNode = Base<typeof CALL, { readonly leftExpr: Node; readonly args: readonly ArgumentNode[] }>;
export type MemberNode = Base<typeof MEMBER, { readonly leftExpr: Node; readonly member: NameNode }>;
export type StringNode = Base<
  typeof STRING,
  { readonly token: Keyed & { readonly flags: number }; readonly value: string }
>;
export type FormatNode = Base<
  typeof FORMAT_STRING,
  {
    readonly token: Keyed;
    readonly middleTokens: readonly (Keyed & { readonly escapedValue: string })[];
    readonly fieldExprs: readonly Node[];
  }
>;
export type StringsNode = Base<typeof STRINGS, { readonly strings: readonly (StringNode | FormatNode)[] }>;
export type BinaryNode = Base<
  typeof BINARY,
  { readonly leftExpr: Node; readonly rightExpr: Node; readonly operator: number; readonly hasParens?: boolean }
>;
export type ComprehensionNode = Base<
  typeof COMPREHENSION,
  { readonly expr: Node; readonly forIfNodes: readonly (ComprehensionForNode | ComprehensionIfNode)[] }
>;
export type ComprehensionForNode = Base<
  typeof COMPREHENSION_FOR,
  { readonly targetExpr: Node; readonly iterableExpr: Node }
>;
export type ComprehensionIfNode = Base<typeof COMPREHENSION_IF, { readonly testExpr: Node }>;
export type LambdaNode = Base<typeof LAMBDA, { readonly params: readonly ParameterNode[]; readonly expr: Node }>;
export type AssignmentNode = Base<typeof ASSIGNMENT, { readonly leftExpr: Node; readonly rightExpr: Node }>;
export type AnnotationNode = Base<typeof ANNOTATION, { readonly valueExpr: Node; readonly annotation: Node }>;

export interface ArgumentNode
  extends Base<1, { readonly argCategory: number; readonly name?: NameNode; readonly valueExpr: Node }> {}

export interface ParameterNode
  extends Base<
    41,
    {
      readonly category: number;
      readonly name?: NameNode;
      readonly annotation?: Node;
      readonly defaultValue?: Node;
    }
  > {}

export interface Suite extends Base<50, { readonly statements: readonly Node[] }> {}
export interface ModuleNode extends Base<36, { readonly statements: readonly Node[] }> {}
export interface ModuleName
  extends Base<37, { readonly leadingDots: number; readonly nameParts: readonly NameNode[] }> {}
export interface Decorator extends Base<16, { readonly expr: Node }> {}
interface TypeParameters
  extends Base<76, { readonly params: readonly { readonly d: { readonly name: NameNode } }[] }> {}

export type FunctionNode = Base<
  typeof FUNCTION,
  {
    readonly firstToken: Keyed;
    readonly decorators: readonly Decorator[];
    readonly isAsync: boolean;
    readonly name: NameNode;
    readonly typeParams?: TypeParameters;
    readonly params: readonly ParameterNode[];
    readonly returnAnnotation?: Node;
    readonly suite: Suite;
  }
>;
export type ClassNode = Base<
  typeof CLASS,
  {
    readonly firstToken: Keyed;
    readonly decorators: readonly Decorator[];
    readonly name: NameNode;
    readonly typeParams?: TypeParameters;
    readonly arguments: readonly ArgumentNode[];
    readonly suite: Suite;
  }
>;
export type IfNode = Base<
  typeof IF,
  { readonly firstToken: Keyed; readonly testExpr: Node; readonly ifSuite: Suite; readonly elseSuite?: Suite | IfNode }
>;
export type ForNode = Base<
  typeof FOR,
  {
    readonly firstToken: Keyed;
    readonly targetExpr: Node;
    readonly iterableExpr: Node;
    readonly forSuite: Suite;
    readonly elseSuite?: Suite;
  }
>;
export type WhileNode = Base<
  typeof WHILE,
  { readonly firstToken: Keyed; readonly testExpr: Node; readonly whileSuite: Suite; readonly elseSuite?: Suite }
>;
export type WithNode = Base<
  typeof WITH,
  {
    readonly firstToken: Keyed;
    readonly withItems: readonly {
      readonly start: number;
      readonly d: { readonly expr: Node; readonly target?: Node };
    }[];
    readonly suite: Suite;
  }
>;
export type TryNode = Base<
  typeof TRY,
  {
    readonly firstToken: Keyed;
    readonly trySuite: Suite;
    readonly exceptClauses: readonly {
      readonly start: number;
      readonly d: { readonly typeExpr?: Node; readonly name?: NameNode; readonly exceptSuite: Suite };
    }[];
    readonly elseSuite?: Suite;
    readonly finallySuite?: Suite;
  }
>;
export type MatchNode = Base<
  typeof MATCH,
  {
    readonly expr: Node;
    readonly cases: readonly {
      readonly start: number;
      readonly d: { readonly pattern: Node; readonly guardExpr?: Node; readonly suite: Suite };
    }[];
  }
>;
export type ImportNode = Base<
  typeof IMPORT,
  { readonly list: readonly { readonly d: { readonly module: ModuleName; readonly alias?: NameNode } }[] }
>;
export type ImportFromNode = Base<
  typeof IMPORT_FROM,
  {
    readonly module: ModuleName;
    readonly imports: readonly { readonly d: { readonly name: NameNode; readonly alias?: NameNode } }[];
    readonly isWildcardImport: boolean;
  }
>;
export type PatternNode =
  | Base<typeof PATTERN_SEQUENCE, { readonly entries: readonly Node[] }>
  | Base<typeof PATTERN_AS, { readonly orPatterns: readonly Node[]; readonly target?: NameNode }>
  | Base<typeof PATTERN_LITERAL, { readonly expr: Node }>
  | Base<typeof PATTERN_CLASS, { readonly className: Node; readonly args: readonly Node[] }>
  | Base<typeof PATTERN_CAPTURE, { readonly target: NameNode; readonly isWildcard: boolean }>
  | Base<typeof PATTERN_MAPPING, { readonly entries: readonly Node[] }>
  | Base<typeof PATTERN_ENTRY, { readonly keyPattern: Node; readonly valuePattern: Node }>
  | Base<typeof PATTERN_EXPAND, { readonly target: NameNode }>
  | Base<typeof PATTERN_VALUE, { readonly expr: Node }>
  | Base<typeof PATTERN_ARGUMENT, { readonly pattern: Node }>;

export type Node =
  | NameNode
  | CallNode
  | MemberNode
  | StringNode
  | FormatNode
  | StringsNode
  | BinaryNode
  | ComprehensionNode
  | ComprehensionForNode
  | ComprehensionIfNode
  | LambdaNode
  | AssignmentNode
  | AnnotationNode
  | FunctionNode
  | ClassNode
  | IfNode
  | ForNode
  | WhileNode
  | WithNode
  | TryNode
  | MatchNode
  | ImportNode
  | ImportFromNode
  | PatternNode
  | Base<typeof ERROR, { readonly child?: Node; readonly decorators?: readonly Decorator[] }>
  | Base<typeof ASSERT, { readonly testExpr: Node; readonly exceptionExpr?: Node }>
  | Base<typeof WALRUS, { readonly name: NameNode; readonly rightExpr: Node }>
  | Base<typeof AUGMENTED, { readonly leftExpr: Node; readonly rightExpr: Node }>
  | Base<typeof AWAIT, { readonly expr: Node }>
  | Base<typeof CONSTANT, { readonly constType: number }>
  | Base<typeof DELETE, { readonly targets: readonly Node[] }>
  | Base<typeof DICTIONARY, { readonly items: readonly Node[] }>
  | Base<typeof DICTIONARY_EXPAND, { readonly expr: Node }>
  | Base<typeof DICTIONARY_ENTRY, { readonly keyExpr: Node; readonly valueExpr: Node }>
  | Base<typeof ELLIPSIS, object>
  | Base<typeof GLOBAL, { readonly targets: readonly NameNode[] }>
  | Base<typeof NONLOCAL, { readonly targets: readonly NameNode[] }>
  | Base<typeof INDEX, { readonly leftExpr: Node; readonly items: readonly ArgumentNode[] }>
  | Base<typeof LIST, { readonly items: readonly Node[] }>
  | Base<typeof SET, { readonly items: readonly Node[] }>
  | Base<typeof TUPLE, { readonly items: readonly Node[] }>
  | Base<typeof NUMBER, { readonly value: number | bigint; readonly isImaginary: boolean }>
  | Base<typeof RAISE, { readonly expr?: Node; readonly fromExpr?: Node }>
  | Base<typeof RETURN, { readonly expr?: Node }>
  | Base<typeof SLICE, { readonly startValue?: Node; readonly endValue?: Node; readonly stepValue?: Node }>
  | Base<typeof STATEMENTS, { readonly statements: readonly Node[] }>
  | Base<typeof TERNARY, { readonly ifExpr: Node; readonly testExpr: Node; readonly elseExpr: Node }>
  | Base<typeof UNARY, { readonly operator: number; readonly expr: Node; readonly operatorToken: Keyed }>
  | Base<typeof UNPACK, { readonly expr: Node }>
  | Base<typeof YIELD, { readonly expr?: Node }>
  | Base<typeof YIELD_FROM, { readonly expr: Node }>
  | Base<typeof TYPE_ALIAS, { readonly name: NameNode; readonly expr: Node }>;
